#include "widgets/gate/loginpage.h"

#include "widgets/controls/actionbutton.h"
#include "widgets/controls/choicebox.h"
#include "widgets/controls/messageline.h"
#include "widgets/controls/passphrasebox.h"
#include "widgets/controls/textlabel.h"
#include "widgets/desk/onanswer.h"
#include "widgets/shell/words.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

LoginPage::LoginPage(StationAccess &access, const StationNames &names, QWidget *parent)
    : GateFrame(names, parent)
    , m_access(access)
{
    buildForm();
    connect(m_operator, &QComboBox::currentIndexChanged, this, [this] {
        m_error.reset();
        showPerson();
    });
    connect(m_phrase, &PassphraseBox::entered, this, &LoginPage::submit);
    connect(m_phrase, &PassphraseBox::keyboardChanged, this, &LoginPage::refreshMessage);
    connect(m_phrase, &PassphraseBox::edited, this, [this] {
        m_error.reset();
        m_emptyPhrase.clear();
        refreshMessage();
    });
    connect(m_start, &QAbstractButton::clicked, this, &LoginPage::submit);
    connect(m_recover, &QAbstractButton::clicked, this, &LoginPage::recoverRequested);
    connect(&m_countdown, &RetryCountdown::changed, this, &LoginPage::showPerson);
    retranslate();
}

void LoginPage::buildForm()
{
    m_operatorLabel = new TextLabel(TextStyle::Label, this);
    m_operator = new ChoiceBox(this);
    m_operator->setObjectName(u"field.operator"_s);
    m_role = new TextLabel(TextStyle::Small, this);
    m_role->setTone(u"muted"_s);
    m_role->setObjectName(u"login.role"_s);
    m_phrase = new PassphraseBox(u"passphrase"_s, this);
    m_phrase->line()->installEventFilter(this);
    m_message = new MessageLine(this);
    m_message->setWordWrap(true);
    m_message->setObjectName(u"login.message"_s);
    m_takeOver = new MessageLine(this);
    m_takeOver->setWordWrap(true);
    m_takeOver->setObjectName(u"login.takeOver"_s);
    m_start = new ActionButton(u"startShift"_s, {}, this, ActionButton::Look::Primary);
    m_start->setKeyHint(u"Enter"_s);
    m_recover = new ActionButton(u"recover"_s, {}, this, ActionButton::Look::Quiet);

    const auto group = [this](std::initializer_list<QWidget *> widgets) {
        auto *box = new QVBoxLayout;
        box->setSpacing(4);
        for (QWidget *widget : widgets)
            box->addWidget(widget);
        form()->addLayout(box);
    };
    group({m_operatorLabel, m_operator, m_role});
    group({m_phrase, m_message});
    form()->addWidget(m_takeOver);
    form()->addSpacing(6);
    form()->addWidget(m_start, 0, Qt::AlignLeading);
    form()->addStretch(1);
    form()->addWidget(m_recover, 0, Qt::AlignLeading);
}

void LoginPage::enter()
{
    m_error.reset();
    m_emptyPhrase.clear();
    m_phrase->clear();
    fillOperators();
    setBusy(false);
    m_phrase->setFocus(Qt::OtherFocusReason);
}

void LoginPage::leave() { m_phrase->clear(); }

void LoginPage::setLocked(const std::optional<LockedWork> &work)
{
    m_locked = work;
    retranslate();
}

void LoginPage::setUnsaved(bool unsaved)
{
    m_unsaved = unsaved;
    showPerson();
}

void LoginPage::setRecoveryOffered(bool offered)
{
    m_recoveryOffered = offered;
    retranslate();
}

QString LoginPage::message() const { return m_message->text(); }

bool LoginPage::isTakeOver() const { return m_locked && m_operator->currentCode() != m_locked->by.id; }

void LoginPage::fillOperators()
{
    const QString kept = m_operator->currentCode();
    const auto entries = m_access.operators();
    if (!entries)
        m_error = entries.error();
    m_operators = entries.value_or(QList<OperatorEntry>());
    const QSignalBlocker quiet(m_operator);
    m_operator->clear();
    for (const OperatorEntry &entry : std::as_const(m_operators))
        if (!entry.suspended)
            m_operator->addItem(entry.actor.nameEnglish + u"   "_s + entry.actor.nameUrdu, entry.actor.id);
    const QString wanted = m_locked ? m_locked->by.id : kept;
    m_operator->setCurrentIndex(qMax(0, m_operator->findData(wanted)));
    showPerson();
}

/// Role, wait and consequences of the person chosen.
void LoginPage::showPerson()
{
    m_role->clear();
    for (const OperatorEntry &entry : std::as_const(m_operators))
        if (entry.actor.id == m_operator->currentCode())
            m_role->setText(tr("Role for this shift: %1").arg(roleWord(entry.actor.role)));
    if (!isTakeOver())
        m_takeOver->clear();
    else if (m_unsaved)
        m_takeOver->setMessage(MessageKind::Error,
                               tr("Something typed by %1 is not on the disk yet. Nobody else can sign in "
                                  "until it is; it is tried again by itself.")
                                   .arg(actorName(m_locked->by)));
    else if (m_locked->token.isEmpty())
        m_takeOver->setMessage(MessageKind::Info,
                               tr("The shift of %1 ends when you sign in.").arg(actorName(m_locked->by)));
    else
        m_takeOver->setMessage(MessageKind::Info,
                               tr("The shift of %1 ends when you sign in. Draft %2 is kept under Today.")
                                   .arg(actorName(m_locked->by), isolated(m_locked->token)));
    setBusy(m_busy);
}

void LoginPage::refreshMessage()
{
    const QString person = m_operator->currentCode();
    if (m_busy) {
        m_message->setMessage(MessageKind::Info,
                              tr("The pass phrase is being checked. This takes about a second."));
    } else if (m_countdown.waits(person)) {
        StoreError wait;
        wait.fault = StoreFault::LockedOut;
        wait.retryAt = m_countdown.until(person);
        m_message->setMessage(MessageKind::Error,
                              storeErrorWords(wait) + u' '
                                  + tr("Still %1 to wait.").arg(m_countdown.leftWords(person)));
    } else if (m_error) {
        m_message->setMessage(MessageKind::Error, storeErrorWords(*m_error));
    } else if (!m_emptyPhrase.isEmpty()) {
        m_message->setMessage(MessageKind::Error, m_emptyPhrase);
    } else {
        m_message->setMessage(MessageKind::Warn, m_phrase->warning());
    }
}

void LoginPage::trigger(const QString &actionId)
{
    if (actionId == "startShift"_L1)
        submit();
    else if (actionId == "recover"_L1)
        Q_EMIT recoverRequested();
}

void LoginPage::submit()
{
    const QString person = m_operator->currentCode();
    if (m_busy || m_operator->currentIndex() < 0 || !m_start->isEnabled())
        return;
    if (m_phrase->line()->text().isEmpty()) {
        m_emptyPhrase = tr("Type your pass phrase first.");
        refreshMessage();
        return;
    }
    m_error.reset();
    SecretBytes typed = m_phrase->take();
    setBusy(true);
    onAnswer(this, m_access.unlock(person, std::move(typed)),
             [this, person](const tl::expected<Actor, StoreError> &answer) { finish(person, answer); });
}

void LoginPage::finish(const QString &person, const tl::expected<Actor, StoreError> &answer)
{
    m_busy = false;
    if (answer) {
        setBusy(false);
        Q_EMIT loggedIn(*answer);
        return;
    }
    if (answer.error().fault == StoreFault::LockedOut && answer.error().retryAt.isValid())
        m_countdown.wait(person, answer.error().retryAt);
    else
        m_error = answer.error();
    setBusy(false);
    m_phrase->setFocus(Qt::OtherFocusReason);
}

QString LoginPage::startWords() const
{
    if (m_busy)
        return tr("Opening the store…");
    if (!m_locked)
        return tr("Start shift");
    return isTakeOver() ? tr("Take over") : tr("Go on working");
}

void LoginPage::setBusy(bool busy)
{
    m_busy = busy;
    const bool barred = m_countdown.waits(m_operator->currentCode()) || (isTakeOver() && m_unsaved);
    m_phrase->setEnabled(!busy && !barred);
    m_operator->setEnabled(!busy);
    m_start->setEnabled(!busy && !barred);
    m_start->setLabel(startWords());
    m_recover->setEnabled(!busy);
    refreshMessage();
}

void LoginPage::retranslate()
{
    GateFrame::retranslate();
    title()->setText(m_locked ? tr("Locked") : tr("Start your shift"));
    lead()->setText(m_locked
                        ? tr("Your work is kept as it was. Sign in to go on.")
                        : tr("Sign in with your own name. You stay signed in until you lock or hand over."));
    m_operatorLabel->setText(tr("Operator"));
    m_operator->setAccessibleName(m_operatorLabel->text());
    m_phrase->setLabel(tr("Pass phrase"));
    m_recover->setLabel(tr("No in-charge can sign in…"));
    m_recover->setVisible(m_recoveryOffered && !m_locked);
    showPerson();
}

bool LoginPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_CapsLock)
        refreshMessage();
    return GateFrame::eventFilter(watched, event);
}

} // namespace indraj
