#include "widgets/controls/reasonpicker.h"

#include "widgets/controls/actionbutton.h"
#include "widgets/controls/keyswitch.h"
#include "widgets/controls/textlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>
#include <QVariant>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int longestNote = 200;
constexpr int pickerWidth = 460;
} // namespace

ReasonPicker::ReasonPicker(QWidget *parent)
    : QFrame(parent)
    , m_title(new TextLabel(TextStyle::Heading, this))
    , m_list(new QVBoxLayout)
    , m_note(new QLineEdit(this))
    , m_noteLabel(new TextLabel(TextStyle::Label, this))
    , m_noteDone(new ActionButton(u"reason.note"_s, {}, this, ActionButton::Look::Primary))
    , m_cancel(new ActionButton(u"reason.cancel"_s, {}, this))
{
    setObjectName(u"reasonPicker"_s);
    setProperty("panel", u"picker"_s);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("noFocusRing", true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addLayout(m_list);
    column->addWidget(m_noteLabel);
    column->addWidget(m_note);
    auto *row = new QHBoxLayout;
    row->addWidget(m_cancel);
    row->addStretch(1);
    row->addWidget(m_noteDone);
    column->addLayout(row);
    m_list->setSpacing(6);
    m_note->setMaxLength(longestNote);
    m_note->setObjectName(u"field.reason.note"_s);
    new KeySwitch(m_note, KeySwitch::Offer::Either);
    m_cancel->setKeyHint(u"Esc"_s);
    connect(m_note, &QLineEdit::returnPressed, this, &ReasonPicker::finishNote);
    connect(m_note, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_noteDone->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_noteDone, &QAbstractButton::clicked, this, &ReasonPicker::finishNote);
    connect(m_cancel, &QAbstractButton::clicked, this, [this] {
        hide();
        Q_EMIT cancelled();
    });
    retranslate();
    parent->installEventFilter(this);
    hide();
}

void ReasonPicker::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void ReasonPicker::setReasons(const QList<Reason> &reasons)
{
    m_reasons = reasons;
    qDeleteAll(m_buttons);
    m_buttons.clear();
    for (int i = 0; i < reasons.size(); ++i) {
        auto *button = new ActionButton(u"reason."_s + reasons.at(i).code, reasons.at(i).text, this);
        button->setKeyHint(QString::number(i + 1));
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        connect(button, &QAbstractButton::clicked, this, [this, i] { pick(i); });
        m_list->addWidget(button);
        m_buttons.append(button);
    }
}

void ReasonPicker::open()
{
    m_note->clear();
    for (QWidget *widget : {static_cast<QWidget *>(m_note), static_cast<QWidget *>(m_noteLabel),
                            static_cast<QWidget *>(m_noteDone)})
        widget->hide();
    setFixedWidth(qMin(scaledRoom(pickerWidth), parentWidget()->width() - 32));
    adjustSize();
    centre();
    show();
    raise();
    if (!m_buttons.isEmpty())
        m_buttons.first()->setFocus(Qt::OtherFocusReason);
}

void ReasonPicker::pick(int index)
{
    const QString code = m_reasons.at(index).code;
    if (code != "other"_L1) {
        hide();
        Q_EMIT chosen(code, {});
        return;
    }
    m_note->show();
    m_noteLabel->show();
    m_noteDone->show();
    m_noteDone->setEnabled(false);
    adjustSize();
    centre();
    m_note->setFocus(Qt::OtherFocusReason);
}

void ReasonPicker::centre()
{
    move((parentWidget()->width() - width()) / 2, qMax(0, (parentWidget()->height() - height()) / 2));
}

bool ReasonPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        centre(); // the keyboard on the screen takes room from the page
    return QFrame::eventFilter(watched, event);
}

void ReasonPicker::finishNote()
{
    const QString note = m_note->text().trimmed();
    if (note.isEmpty())
        return;
    hide();
    Q_EMIT chosen(u"other"_s, note);
}

void ReasonPicker::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        hide();
        Q_EMIT cancelled();
        return;
    }
    const int digit = event->text().isEmpty() ? -1 : event->text().at(0).digitValue();
    if (!m_note->hasFocus() && digit >= 1 && digit <= m_reasons.size())
        return pick(digit - 1);
    QFrame::keyPressEvent(event);
}

void ReasonPicker::retranslate()
{
    m_noteLabel->setText(tr("Say it in one sentence"));
    m_note->setAccessibleName(m_noteLabel->text());
    m_note->setFont(uiFont(TextStyle::Field));
    m_note->setFixedHeight(scaledRoom(44));
    m_noteDone->setLabel(tr("Done"));
    m_cancel->setLabel(tr("Cancel"));
}

void ReasonPicker::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

} // namespace indraj
