#include "widgets/gate/loginpage.h"

#include "widgets/controls/actionbutton.h"
#include "widgets/controls/choicebox.h"
#include "widgets/controls/messageline.h"
#include "widgets/controls/textlabel.h"
#include "widgets/desk/onanswer.h"
#include "widgets/shell/words.h"

#include <QGuiApplication>
#include <QInputMethod>
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
    connect(m_operator, &QComboBox::currentIndexChanged, this, &LoginPage::showRole);
    connect(m_phrase, &QLineEdit::returnPressed, this, &LoginPage::submit);
    connect(m_phrase, &QLineEdit::textEdited, this, [this] {
        m_error.reset();
        noteKeyboard();
    });
    connect(m_start, &QAbstractButton::clicked, this, &LoginPage::submit);
    connect(m_eye, &QAbstractButton::clicked, this, [this] {
        const bool hidden = m_phrase->echoMode() == QLineEdit::Password;
        m_phrase->setEchoMode(hidden ? QLineEdit::Normal : QLineEdit::Password);
        retranslate();
    });
    connect(QGuiApplication::inputMethod(), &QInputMethod::localeChanged, this, &LoginPage::noteKeyboard);
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
    m_phraseLabel = new TextLabel(TextStyle::Label, this);
    m_keyboard = new TextLabel(TextStyle::Small, this);
    m_keyboard->setTone(u"muted"_s);
    m_phrase = new QLineEdit(this);
    m_phrase->setObjectName(u"field.passphrase"_s);
    m_phrase->setEchoMode(QLineEdit::Password);
    m_phrase->setFixedHeight(44);
    m_phrase->setFont(latinFont(TextStyle::Field));
    m_phrase->setLayoutDirection(Qt::LeftToRight);
    m_phrase->setAlignment(Qt::AlignAbsolute | Qt::AlignLeft);
    m_phrase->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    m_phrase->installEventFilter(this);
    m_eye = new ActionButton(u"showPassphrase"_s, {}, this);
    m_message = new MessageLine(this);
    m_message->setWordWrap(true);
    m_message->setObjectName(u"login.message"_s);
    m_start = new ActionButton(u"startShift"_s, {}, this, ActionButton::Look::Primary);
    m_start->setKeyHint(u"Enter"_s);

    auto *column = form();
    const auto group = [column](std::initializer_list<QWidget *> widgets) {
        auto *box = new QVBoxLayout;
        box->setSpacing(4);
        for (QWidget *widget : widgets)
            box->addWidget(widget);
        column->addLayout(box);
        return box;
    };
    group({m_operatorLabel, m_operator, m_role});
    auto *labels = new QHBoxLayout;
    labels->addWidget(m_phraseLabel);
    labels->addStretch(1);
    labels->addWidget(m_keyboard);
    auto *line = new QHBoxLayout;
    line->setSpacing(12);
    line->addWidget(m_phrase, 1);
    line->addWidget(m_eye);
    auto *phrase = new QVBoxLayout;
    phrase->setSpacing(4);
    phrase->addLayout(labels);
    phrase->addLayout(line);
    phrase->addWidget(m_message);
    column->addLayout(phrase);
    column->addSpacing(6);
    column->addWidget(m_start, 0, Qt::AlignLeading);
    column->addStretch(1);
}

void LoginPage::enter()
{
    m_error.reset();
    fillOperators();
    setBusy(false);
    m_phrase->setFocus(Qt::OtherFocusReason);
}

void LoginPage::setLocked(const std::optional<Actor> &by)
{
    m_lockedBy = by;
    retranslate();
}

void LoginPage::fillOperators()
{
    const QString kept = m_operator->currentCode();
    const auto entries = m_access.operators();
    if (!entries)
        m_error = entries.error();
    m_operators = entries.value_or(QList<OperatorEntry>());
    m_operator->clear();
    for (const OperatorEntry &entry : std::as_const(m_operators))
        if (!entry.suspended)
            m_operator->addItem(entry.actor.nameEnglish + u"   "_s + entry.actor.nameUrdu, entry.actor.id);
    const QString wanted = m_lockedBy ? m_lockedBy->id : kept;
    m_operator->setCurrentIndex(qMax(0, m_operator->findData(wanted)));
    showRole();
    noteKeyboard();
}

void LoginPage::showRole()
{
    m_role->clear();
    for (const OperatorEntry &entry : std::as_const(m_operators))
        if (entry.actor.id == m_operator->currentCode())
            m_role->setText(tr("Role for this shift: %1").arg(roleWord(entry.actor.role)));
}

void LoginPage::noteKeyboard()
{
    const QLocale::Language language = QGuiApplication::inputMethod()->locale().language();
    const bool urduKeys = language == QLocale::Urdu || language == QLocale::Arabic;
    m_keyboard->setText(urduKeys ? tr("Keyboard: Urdu") : tr("Keyboard: English"));
    if (m_error) {
        m_message->setMessage(MessageKind::Error, storeErrorWords(*m_error));
        return;
    }
    const QString text = m_phrase->text();
    const bool anyLetter = std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.isLetter(); });
    const bool allUpper = anyLetter && text.toUpper() == text && text.toLower() != text;
    const bool otherScript
        = std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.unicode() > 0x24f; });
    if (otherScript)
        m_message->setMessage(MessageKind::Warn, tr("The keyboard writes Urdu letters now."));
    else if (allUpper)
        m_message->setMessage(MessageKind::Warn, tr("All capital letters: is Caps Lock on?"));
    else
        m_message->clear();
}

void LoginPage::trigger(const QString &actionId)
{
    if (actionId == "startShift"_L1)
        submit();
}

void LoginPage::submit()
{
    if (m_busy || m_operator->currentIndex() < 0)
        return;
    QString typed = m_phrase->text();
    if (typed.isEmpty()) {
        m_message->setMessage(MessageKind::Error, tr("Type your pass phrase first."));
        return;
    }
    m_error.reset();
    m_phrase->clear();
    setBusy(true);
    onAnswer(this, m_access.unlock(m_operator->currentCode(), SecretBytes::takeFrom(typed)),
             [this](const tl::expected<Actor, StoreError> &answer) { finish(answer); });
}

void LoginPage::finish(const tl::expected<Actor, StoreError> &answer)
{
    setBusy(false);
    if (answer) {
        m_message->clear();
        m_lockedBy.reset();
        Q_EMIT loggedIn(*answer);
        return;
    }
    m_error = answer.error();
    noteKeyboard();
    m_phrase->setFocus(Qt::OtherFocusReason);
}

void LoginPage::setBusy(bool busy)
{
    m_busy = busy;
    m_phrase->setEnabled(!busy);
    m_operator->setEnabled(!busy);
    m_start->setEnabled(!busy);
    m_start->setLabel(busy ? tr("Opening the store…") : m_lockedBy ? tr("Go on working") : tr("Start shift"));
    if (busy)
        m_message->setMessage(MessageKind::Info,
                              tr("The pass phrase is being checked. This takes about a second."));
    else
        noteKeyboard();
}

void LoginPage::retranslate()
{
    GateFrame::retranslate();
    title()->setText(m_lockedBy ? tr("Locked") : tr("Start your shift"));
    lead()->setText(m_lockedBy
                        ? tr("Your work is kept as it was. Sign in to go on.")
                        : tr("Sign in with your own name. You stay signed in until you lock or hand over."));
    m_operatorLabel->setText(tr("Operator"));
    m_operator->setAccessibleName(m_operatorLabel->text());
    m_phraseLabel->setText(tr("Pass phrase"));
    m_phrase->setAccessibleName(m_phraseLabel->text());
    const bool hidden = m_phrase->echoMode() == QLineEdit::Password;
    m_eye->setIconName(hidden ? u"eye"_s : u"eye-off"_s);
    m_eye->setAccessibleName(hidden ? tr("Show the pass phrase") : tr("Hide the pass phrase"));
    m_eye->setToolTip(m_eye->accessibleName());
    showRole();
    setBusy(m_busy);
}

bool LoginPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_CapsLock)
        noteKeyboard();
    return GateFrame::eventFilter(watched, event);
}

} // namespace indraj
