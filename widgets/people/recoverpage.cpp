#include "widgets/people/recoverpage.h"

#include "enrollment/validation.h"
#include "widgets/controls/actionbutton.h"
#include "widgets/controls/choicebox.h"
#include "widgets/controls/field.h"
#include "widgets/controls/messageline.h"
#include "widgets/controls/textlabel.h"
#include "widgets/desk/onanswer.h"
#include "widgets/people/newpassphrase.h"
#include "widgets/shell/words.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int shareHolders = 2;

Field *personField(const QString &key, FieldType type, const BilingualText &label, QWidget *parent)
{
    FieldSpec spec;
    spec.key = key;
    spec.type = type;
    spec.label = label;
    return new Field(spec, parent);
}

} // namespace

RecoverPage::RecoverPage(PeopleStore &store, StationAccess &access, const StationNames &names,
                         QWidget *parent)
    : GateFrame(names, parent)
    , m_store(store)
    , m_access(access)
    , m_personLabel(new TextLabel(TextStyle::Label, this))
    , m_person(new ChoiceBox(this))
    , m_newPerson(new QWidget(this))
    , m_passphrase(new NewPassphrase(this))
    , m_message(new MessageLine(this))
    , m_start(new ActionButton(u"recoverNow"_s, {}, this, ActionButton::Look::Primary))
    , m_back(new ActionButton(u"recoverBack"_s, {}, this))
{
    form()->setSpacing(8);
    for (int i = 0; i < shareHolders; ++i) {
        m_shareLabels.append(new TextLabel(TextStyle::Label, this));
        auto *line = new QLineEdit(this);
        line->setObjectName(u"field.share.%1"_s.arg(i + 1));
        line->setFixedHeight(44);
        line->setFont(latinFont(TextStyle::Body));
        line->setLayoutDirection(Qt::LeftToRight);
        // The second holder must not read the first one's share.
        line->setEchoMode(QLineEdit::PasswordEchoOnEdit);
        line->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
        m_shares.append(line);
        m_shareLabels.last()->setBuddy(line);
        form()->addWidget(m_shareLabels.last());
        form()->addWidget(line);
    }
    m_person->setObjectName(u"field.recoverPerson"_s);
    form()->addWidget(m_personLabel);
    form()->addWidget(m_person);
    auto *row = new QHBoxLayout(m_newPerson);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_id = personField(u"recover.id"_s, FieldType::TextEnglish, {u"Sign-in name"_s, u"داخلے کا نام"_s},
                       m_newPerson);
    m_english = personField(u"recover.en"_s, FieldType::TextEnglish, {u"Name, English"_s, u"نام، انگریزی"_s},
                            m_newPerson);
    m_urdu
        = personField(u"recover.ur"_s, FieldType::TextUrdu, {u"Name, Urdu"_s, u"نام، اردو"_s}, m_newPerson);
    for (Field *field : {m_id, m_english, m_urdu})
        row->addWidget(field, 1);
    form()->addWidget(m_newPerson);
    form()->addWidget(m_passphrase);
    form()->addWidget(m_message);
    m_message->setWordWrap(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(12);
    buttons->addWidget(m_start);
    buttons->addWidget(m_back);
    buttons->addStretch(1);
    form()->addLayout(buttons);
    form()->addStretch(1);
    connect(m_start, &QAbstractButton::clicked, this, &RecoverPage::submit);
    connect(m_back, &QAbstractButton::clicked, this, &RecoverPage::cancelled);
    connect(m_person, &QComboBox::currentIndexChanged, this, &RecoverPage::showNewPerson);
    retranslate();
}

void RecoverPage::enter()
{
    leave();
    fillPeople();
    setBusy(false);
    m_message->clear();
    m_shares.first()->setFocus(Qt::OtherFocusReason);
}

void RecoverPage::leave()
{
    for (QLineEdit *line : std::as_const(m_shares))
        line->setText({});
    m_passphrase->clear();
    for (Field *field : {m_id, m_english, m_urdu})
        field->setValue({});
}

void RecoverPage::fillPeople()
{
    m_people = m_access.operators().value_or(QList<OperatorEntry>());
    const QString kept = m_person->currentCode();
    m_person->clear();
    for (const OperatorEntry &entry : std::as_const(m_people))
        if (entry.actor.role == Role::Supervisor)
            m_person->addItem(actorName(entry.actor) + u" · "_s + isolated(entry.actor.id), entry.actor.id);
    m_person->addItem(tr("Somebody new"), QString());
    m_person->setCurrentIndex(qMax(0, m_person->findData(kept)));
    showNewPerson();
}

void RecoverPage::showNewPerson() { m_newPerson->setVisible(m_person->currentCode().isEmpty()); }

Actor RecoverPage::supervisor() const
{
    for (const OperatorEntry &entry : std::as_const(m_people))
        if (entry.actor.id == m_person->currentCode())
            return entry.actor;
    return {m_id->typed().trimmed(), Role::Supervisor, normaliseField(m_english->spec(), m_english->typed()),
            normaliseField(m_urdu->spec(), m_urdu->typed())};
}

void RecoverPage::trigger(const QString &actionId)
{
    if (actionId == "recover"_L1)
        submit();
    else if (actionId == "back"_L1 && !m_busy)
        Q_EMIT cancelled();
}

void RecoverPage::say(MessageKind kind, const QString &words) { m_message->setMessage(kind, words); }

void RecoverPage::submit()
{
    if (m_busy)
        return;
    for (QLineEdit *line : std::as_const(m_shares))
        if (line->text().trimmed().isEmpty()) {
            line->setFocus(Qt::OtherFocusReason);
            return say(MessageKind::Error, tr("Both holders type their share."));
        }
    const Actor person = supervisor();
    if (person.id.isEmpty() || person.nameEnglish.isEmpty() || person.nameUrdu.isEmpty())
        return say(MessageKind::Error, tr("Fill in the sign-in name and both names."));
    if (!m_passphrase->isGood())
        return m_passphrase->showProblem();
    std::vector<SecretBytes> shares;
    for (QLineEdit *line : std::as_const(m_shares)) {
        QString typed = toAsciiDigits(line->text().trimmed());
        line->setText({});
        shares.push_back(SecretBytes::takeFrom(typed));
    }
    setBusy(true);
    onAnswer(this, m_store.recover(std::move(shares), {person, m_passphrase->take()}),
             [this](const tl::expected<Actor, StoreError> &answer) {
                 setBusy(false);
                 if (answer)
                     Q_EMIT recovered(*answer);
                 else if (answer.error().fault == StoreFault::WrongPassphrase)
                     say(MessageKind::Error,
                         tr("These two shares do not belong together, or not to this station."));
                 else if (answer.error().fault == StoreFault::Invalid)
                     say(MessageKind::Error, tr("A share is mistyped. Compare it letter by letter."));
                 else
                     say(MessageKind::Error, storeErrorWords(answer.error()));
             });
}

void RecoverPage::setBusy(bool busy)
{
    m_busy = busy;
    for (QLineEdit *line : std::as_const(m_shares))
        line->setEnabled(!busy);
    m_passphrase->setEnabled(!busy);
    m_person->setEnabled(!busy);
    m_start->setEnabled(!busy);
    m_back->setEnabled(!busy);
    if (busy)
        say(MessageKind::Info, tr("The shares are being put together. This takes some seconds."));
}

QString RecoverPage::message() const { return m_message->text(); }

void RecoverPage::retranslate()
{
    GateFrame::retranslate();
    title()->setText(tr("No in-charge can sign in"));
    lead()->setText(
        tr("Two of the three share holders open the station together. Their shares work only once."));
    for (int i = 0; i < shareHolders; ++i) {
        m_shareLabels.at(i)->setText(i == 0 ? tr("Share of the first holder")
                                            : tr("Share of the second holder"));
        m_shares.at(i)->setAccessibleName(m_shareLabels.at(i)->text());
    }
    m_personLabel->setText(tr("Who becomes the in-charge"));
    m_person->setAccessibleName(m_personLabel->text());
    m_start->setLabel(tr("Open the station"));
    m_back->setLabel(tr("Back"));
    fillPeople();
}

} // namespace indraj
