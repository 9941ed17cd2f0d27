#include "widgets/controls/passphrasebox.h"

#include "widgets/controls/actionbutton.h"
#include "widgets/controls/textlabel.h"

#include <QEvent>
#include <QGuiApplication>
#include <QInputMethod>
#include <QLineEdit>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

PassphraseBox::PassphraseBox(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_label(new TextLabel(TextStyle::Label, this))
    , m_keyboard(new TextLabel(TextStyle::Small, this))
    , m_line(new QLineEdit(this))
    , m_eye(new ActionButton(u"show."_s + name, {}, this))
{
    m_line->setObjectName(u"field."_s + name);
    m_line->setEchoMode(QLineEdit::Password);
    m_line->setLayoutDirection(Qt::LeftToRight);
    m_line->setAlignment(Qt::AlignAbsolute | Qt::AlignLeft);
    m_line->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    m_line->setContextMenuPolicy(Qt::NoContextMenu); // a pass phrase is neither copied nor pasted by menu
    m_keyboard->setTone(u"muted"_s);
    m_label->setBuddy(m_line);
    auto *labels = new QHBoxLayout;
    labels->addWidget(m_label);
    labels->addStretch(1);
    labels->addWidget(m_keyboard);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_line, 1);
    row->addWidget(m_eye);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(labels);
    column->addLayout(row);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textEdited, this, &PassphraseBox::edited);
    connect(m_line, &QLineEdit::returnPressed, this, &PassphraseBox::entered);
    connect(m_eye, &QAbstractButton::clicked, this, [this] {
        const bool hidden = m_line->echoMode() == QLineEdit::Password;
        m_line->setEchoMode(hidden ? QLineEdit::Normal : QLineEdit::Password);
        retranslate();
    });
    connect(QGuiApplication::inputMethod(), &QInputMethod::localeChanged, this, [this] {
        retranslate();
        Q_EMIT keyboardChanged();
    });
    retranslate();
}

void PassphraseBox::setLabel(const QString &text)
{
    m_label->setText(text);
    m_line->setAccessibleName(text);
}

bool PassphraseBox::isBlank() const { return m_line->text().trimmed().isEmpty(); }

SecretBytes PassphraseBox::take()
{
    QString typed = m_line->text();
    clear();
    return SecretBytes::takeFrom(typed);
}

void PassphraseBox::clear()
{
    m_line->setText({}); // unlike clear(), leaves nothing to undo
    m_line->setEchoMode(QLineEdit::Password);
    retranslate();
}

QString PassphraseBox::warning() const
{
    const QString text = m_line->text();
    const bool anyLetter = std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.isLetter(); });
    const bool allUpper = anyLetter && text.toUpper() == text && text.toLower() != text;
    const bool otherScript
        = std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.unicode() > 0x24f; });
    if (otherScript)
        return tr("The keyboard writes Urdu letters now.");
    return allUpper ? tr("All capital letters: is Caps Lock on?") : QString();
}

void PassphraseBox::retranslate()
{
    m_line->setFont(latinFont(TextStyle::Field));
    m_line->setFixedHeight(scaledRoom(44));
    const QLocale::Language language = QGuiApplication::inputMethod()->locale().language();
    const bool urduKeys = language == QLocale::Urdu || language == QLocale::Arabic;
    m_keyboard->setText(urduKeys ? tr("Keyboard: Urdu") : tr("Keyboard: English"));
    const bool hidden = m_line->echoMode() == QLineEdit::Password;
    m_eye->setIconName(hidden ? u"eye"_s : u"eye-off"_s);
    m_eye->setAccessibleName(hidden ? tr("Show the pass phrase") : tr("Hide the pass phrase"));
    m_eye->setToolTip(m_eye->accessibleName());
}

void PassphraseBox::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace indraj
