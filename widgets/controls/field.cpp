#include "widgets/controls/field.h"

#include "enrollment/validation.h"
#include "widgets/controls/choicebox.h"
#include "widgets/controls/keyswitch.h"
#include "widgets/controls/messageline.h"
#include "widgets/controls/segmentedchoice.h"
#include "widgets/controls/textlabel.h"

#include <QDate>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMetaMethod>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int controlHeight = 44;
constexpr int mostSegments = 4;
constexpr int pairLabelHeight = 28;

Script labelScript(const FieldSpec &spec)
{
    if (spec.pairedWith.isEmpty())
        return Script::Interface;
    const bool urdu = spec.type == FieldType::TextUrdu || spec.type == FieldType::AddressUrdu;
    return urdu ? Script::Urdu : Script::English;
}

QString digitsOnly(const QString &text)
{
    QString digits;
    for (const QChar c : toAsciiDigits(text))
        if (c >= u'0' && c <= u'9')
            digits += c;
    return digits;
}

/// Dashes and slashes put in while typing; `sizes` are the groups.
QString grouped(const QString &digits, const QList<int> &sizes, QChar separator)
{
    QString made;
    qsizetype at = 0;
    for (const int size : sizes) {
        if (at >= digits.size())
            break;
        if (!made.isEmpty())
            made += separator;
        made += digits.mid(at, size);
        at += size;
    }
    return made + digits.mid(at);
}

/// Whether a date was written with its own separators ("1/3/1990") and must be left alone.
bool hasOwnSlashes(const QString &text)
{
    for (qsizetype i = 0; i < text.size(); ++i)
        if (!text.at(i).isDigit() && i != 2 && i != 5)
            return true;
    return false;
}

} // namespace

Field::Field(const FieldSpec &spec, QWidget *parent)
    : QWidget(parent)
    , m_spec(spec)
    , m_options(spec.options)
    , m_label(new TextLabel(TextStyle::Label, this, labelScript(spec)))
    , m_hint(new TextLabel(TextStyle::Small, this))
    , m_message(new MessageLine(this))
{
    setObjectName(u"box."_s + spec.key);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_label);
    top->addWidget(m_hint, 1);
    m_hint->setTone(u"muted"_s);
    column->addLayout(top);
    buildInput();
    column->addWidget(input());
    column->addWidget(m_message);
    m_message->setWordWrap(true);
    column->addStretch(1);
    if (!spec.pairedWith.isEmpty())
        top->addStrut(pairLabelHeight); // the boxes of a pair stand level
    if (!spec.pairedWith.isEmpty())
        setLayoutDirection(isUrdu() ? Qt::RightToLeft : Qt::LeftToRight);
    m_label->setBuddy(input());
    retranslate();
}

bool Field::isUrdu() const
{
    return m_spec.type == FieldType::TextUrdu || m_spec.type == FieldType::AddressUrdu;
}

bool Field::isNumeric() const
{
    return m_spec.type == FieldType::Cnic || m_spec.type == FieldType::Mobile
        || m_spec.type == FieldType::Date;
}

void Field::buildInput()
{
    switch (m_spec.type) {
    case FieldType::Choice:
        if (m_options.size() <= mostSegments) {
            m_segments = new SegmentedChoice(this);
            m_segments->setObjectName(u"field."_s + m_spec.key);
            connect(m_segments, &SegmentedChoice::chosen, this, [this] {
                Q_EMIT edited();
                Q_EMIT left();
            });
            break;
        }
        [[fallthrough]];
    case FieldType::Province:
    case FieldType::District:
    case FieldType::Tehsil:
        m_box = new ChoiceBox(this);
        connect(m_box, &QComboBox::activated, this, [this] {
            Q_EMIT edited();
            Q_EMIT left();
        });
        break;
    case FieldType::TextEnglish:
    case FieldType::TextUrdu:
    case FieldType::AddressEnglish:
    case FieldType::AddressUrdu:
    case FieldType::Cnic:
    case FieldType::Mobile:
    case FieldType::Date:
        buildLine();
        break;
    }
    input()->setObjectName(u"field."_s + m_spec.key);
    input()->installEventFilter(this);
}

void Field::buildLine()
{
    m_line = new QLineEdit(this);
    m_line->setLayoutDirection(isUrdu() ? Qt::RightToLeft : Qt::LeftToRight);
    m_line->setAlignment(Qt::AlignAbsolute | (isUrdu() ? Qt::AlignRight : Qt::AlignLeft));
    if (isNumeric())
        m_line->setInputMethodHints(Qt::ImhPreferNumbers);
    if (isUrdu())
        new KeySwitch(m_line, KeySwitch::Offer::Urdu);
    connect(m_line, &QLineEdit::textEdited, this, [this] {
        groupDigits();
        Q_EMIT edited();
    });
}

void Field::groupDigits()
{
    const QString text = m_line->text();
    QString shown = toAsciiDigits(text);
    const bool atEnd = m_line->cursorPosition() == text.size();
    if (isNumeric() && atEnd) {
        const QString digits = digitsOnly(text);
        // Only while there are nothing but digits and separators: other letters stay to be judged.
        const bool clean = std::all_of(shown.cbegin(), shown.cend(), [](QChar c) {
            return c.isDigit() || c == u'-' || c == u'/' || c == u' ';
        });
        if (clean && m_spec.type == FieldType::Cnic)
            shown = grouped(digits, {5, 7, 1}, u'-');
        else if (clean && m_spec.type == FieldType::Mobile)
            shown = grouped(digits, {4, 7}, u'-');
        else if (clean && m_spec.type == FieldType::Date && !hasOwnSlashes(shown))
            shown = grouped(digits, {2, 2, 4}, u'/');
    }
    if (shown == text)
        return;
    const int cursor = atEnd ? int(shown.size()) : m_line->cursorPosition();
    m_line->setText(shown);
    m_line->setCursorPosition(cursor);
}

void Field::setValue(const QString &stored)
{
    if (m_segments)
        return m_segments->setCurrent(stored);
    if (m_box)
        return m_box->setCurrentCode(stored);
    QString shown = stored;
    if (m_spec.type == FieldType::Date)
        if (const QDate date = QDate::fromString(stored, Qt::ISODate); date.isValid())
            shown = date.toString(u"dd/MM/yyyy"_s);
    if (m_line->text() != shown)
        m_line->setText(shown);
}

QString Field::typed() const
{
    if (m_segments)
        return m_segments->current();
    return m_box ? m_box->currentCode() : m_line->text();
}

void Field::setMessage(MessageKind kind, const QString &text)
{
    m_message->setMessage(kind, text);
    const bool error = kind == MessageKind::Error && !text.isEmpty();
    const bool warn = kind == MessageKind::Warn && !text.isEmpty();
    if (m_line)
        setStyleProperty(m_line, "state", error ? u"error"_s : warn ? u"warn"_s : QString());
    if (m_segments)
        m_segments->setErrorState(error);
    if (m_box)
        m_box->setErrorState(error);
    input()->setAccessibleDescription(text);
}

QString Field::message() const { return m_message->text(); }

void Field::clearMessage() { setMessage(MessageKind::Neutral, {}); }

void Field::setOptions(const QList<ChoiceOption> &options)
{
    m_options = options;
    retranslate();
}

void Field::setFieldEnabled(bool enabled) { input()->setEnabled(enabled); }

bool Field::hasInputFocus() const
{
    return input()->hasFocus()
        || (m_segments && m_segments->focusProxy() && m_segments->focusProxy()->hasFocus());
}

void Field::focusInput() { input()->setFocus(Qt::OtherFocusReason); }

QWidget *Field::input() const
{
    if (m_line)
        return m_line;
    if (m_segments)
        return m_segments;
    return m_box;
}

bool Field::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut)
        Q_EMIT left();
    if (event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && !(key->modifiers() & Qt::ControlModifier)) {
            const bool backwards = key->modifiers() & Qt::ShiftModifier;
            Q_EMIT left();
            if (isSignalConnected(QMetaMethod::fromSignal(&Field::nextRequested)))
                Q_EMIT nextRequested(backwards);
            else
                focusNextPrevChild(!backwards);
            return true;
        }
        if (key->matches(QKeySequence::Undo) && m_line && !m_line->isUndoAvailable()) {
            Q_EMIT undoRequested(false);
            return true;
        }
        if (key->matches(QKeySequence::Redo) && m_line && !m_line->isRedoAvailable()) {
            Q_EMIT undoRequested(true);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void Field::retranslate()
{
    if (m_line) {
        m_line->setFont(isUrdu() ? naskhFont(TextStyle::Field) : latinFont(TextStyle::Field));
        m_line->setFixedHeight(scaledRoom(controlHeight));
    }
    const bool urdu = m_spec.pairedWith.isEmpty() ? urduInterface() : isUrdu();
    m_label->setText(urdu ? m_spec.label.urdu : m_spec.label.english);
    m_hint->setText(urduInterface() == urdu ? (urdu ? m_spec.hint.urdu : m_spec.hint.english) : QString());
    input()->setAccessibleName(m_label->text());
    const auto text = [](const ChoiceOption &option) {
        return urduInterface() ? option.label.urdu : option.label.english;
    };
    if (m_segments) {
        QList<SegmentedChoice::Option> shown;
        for (const ChoiceOption &option : std::as_const(m_options))
            shown.append({option.code, text(option)});
        m_segments->setOptions(shown);
    } else if (m_box) {
        const QString kept = m_box->currentCode();
        m_box->clear();
        for (const ChoiceOption &option : std::as_const(m_options))
            m_box->addItem(text(option), option.code);
        m_box->setCurrentCode(kept);
    }
}

void Field::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

FieldPair::FieldPair(Field *english, Field *urdu, QWidget *parent)
    : FoldRow(parent)
    , m_english(english)
    , m_urdu(urdu)
{
    setLayoutDirection(Qt::LeftToRight);
    add(english, 1);
    add(urdu, 1);
    FieldPair::fold(foldedText());
}

void FieldPair::fold(bool folded)
{
    FoldRow::fold(folded);
    Field *first = folded && urduInterface() ? m_urdu : m_english;
    row()->removeWidget(first);
    row()->insertWidget(0, first, 1);
}

} // namespace indraj
