#include "widgets/shell/stepsrail.h"

#include "widgets/controls/keycap.h"
#include "widgets/controls/panel.h"
#include "widgets/controls/textlabel.h"
#include "widgets/shell/words.h"
#include "widgets/theme/icons.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int railWidth = 208;
constexpr int selectionBar = 4;
constexpr int foldedRailWidth = 64;
constexpr int foldedRailGap = 16;

int railWidthNow() { return foldedText() ? foldedRailWidth : scaledRoom(railWidth); }

int stepDisc() { return scaledRoom(26); }

int textSide(Qt::LayoutDirection direction)
{
    return int(Qt::AlignVCenter | Qt::AlignAbsolute
               | (direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft));
}
} // namespace

RailRow::RailRow(QWidget *parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize RailRow::sizeHint() const
{
    return {foldedText() ? foldedRailWidth : 200, foldedText() ? stepDisc() + foldedRailGap : scaledRoom(48)};
}

void RailRow::setNavigation(const QString &icon, const QString &text, const QString &key, bool current)
{
    m_icon = icon;
    m_key = key;
    m_number = 0;
    m_current = current;
    setText(text);
    setAccessibleName(text);
    setToolTip(foldedText() ? text + u" ("_s + key + u')' : QString());
    updateGeometry();
    update();
}

void RailRow::setStep(int number, StepInfo::State state, const QString &text, const QString &stateWord,
                      bool current)
{
    m_number = number;
    m_state = state;
    m_stateWord = stateWord;
    m_current = current;
    setText(text);
    setAccessibleName(text + u", "_s + stateWord);
    setToolTip(foldedText() ? accessibleName() : QString());
    updateGeometry();
    update();
}

void RailRow::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_current) {
        painter.fillRect(rect(), tokens.accentSoft);
        painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), QRect(0, 0, selectionBar, height())),
                         tokens.accent);
    } else if (underMouse()) {
        painter.fillRect(rect(), tokens.sunken);
    }
    if (m_number > 0)
        paintStep(painter);
    else
        paintNavigation(painter);
}

void RailRow::paintStep(QPainter &painter)
{
    const Tokens &tokens = tokensOf(this);
    const int side = stepDisc();
    const int from = foldedText() ? (width() - side) / 2 : 18;
    const QRect mark
        = QStyle::visualRect(layoutDirection(), rect(), QRect(from, (height() - side) / 2, side, side));
    QColor line = tokens.controlBorder;
    QColor fill = Qt::transparent;
    QColor ink = tokens.textMuted;
    QString icon;
    if (m_state == StepInfo::State::ToFix) {
        line = ink = tokens.error;
        fill = tokens.errorSoft;
        icon = u"octagon"_s;
    } else if (m_current) {
        line = fill = tokens.accent;
        ink = tokens.onAccent;
    } else if (m_state == StepInfo::State::Done) {
        line = ink = tokens.ok;
        fill = tokens.okSoft;
        icon = u"tick"_s;
    }
    painter.setPen(QPen(line, 1.5));
    painter.setBrush(fill);
    painter.drawEllipse(QRectF(mark).adjusted(0.75, 0.75, -0.75, -0.75));
    if (icon.isEmpty()) {
        QFont digits = latinFont(TextStyle::Label);
        painter.setFont(digits);
        painter.setPen(ink);
        painter.drawText(mark, Qt::AlignCenter, QString::number(m_number));
    } else {
        paintIcon(painter, mark.adjusted(5, 5, -5, -5), icon, ink);
    }
    if (!foldedText())
        paintWords(painter, 28 + side);
}

void RailRow::paintWords(QPainter &painter, int from)
{
    const Tokens &tokens = tokensOf(this);
    const bool urdu = urduInterface();
    const int upper = scaledText(urdu ? 24 : 18);
    const int lower = scaledText(urdu ? 20 : 16);
    const int top = (height() - upper - lower) / 2;
    const QRect words
        = QStyle::visualRect(layoutDirection(), rect(), QRect(from, top, width() - from - 6, upper));
    QFont name = uiFont(TextStyle::Body);
    name.setPixelSize(scaledText(urdu ? 17 : 14));
    name.setBold(m_current);
    painter.setFont(name);
    painter.setPen(tokens.text);
    painter.drawText(words, textSide(layoutDirection()) | Qt::TextDontClip, text());
    QFont state = uiFont(TextStyle::Hint);
    state.setBold(m_state == StepInfo::State::ToFix);
    painter.setFont(state);
    painter.setPen(m_state == StepInfo::State::ToFix ? tokens.error
                       : m_current                   ? tokens.text
                                                     : tokens.textMuted);
    painter.drawText(QRect(words.left(), top + upper, words.width(), lower),
                     textSide(layoutDirection()) | Qt::TextDontClip, m_stateWord);
}

void RailRow::paintNavigation(QPainter &painter)
{
    const Tokens &tokens = tokensOf(this);
    const int icon = scaledRoom(20);
    const int from = foldedText() ? (width() - icon) / 2 : 18;
    paintIcon(painter, QStyle::visualRect(layoutDirection(), rect(), QRect(from, 0, icon, height())), m_icon,
              tokens.text);
    if (foldedText())
        return;
    QFont name = uiFont(TextStyle::Body);
    name.setPixelSize(scaledText(urduInterface() ? 17 : 14));
    name.setBold(m_current);
    painter.setFont(name);
    painter.setPen(tokens.text);
    const QRect words
        = QStyle::visualRect(layoutDirection(), rect(), QRect(32 + icon, 0, width() - icon - 90, height()));
    painter.drawText(words, textSide(layoutDirection()) | Qt::TextDontClip, text());
    const int cap = keycapWidth(m_key);
    const QRect at
        = QStyle::visualRect(layoutDirection(), rect(), QRect(width() - cap - 12, 0, cap, height()));
    paintKeycap(painter, at, m_key, tokens.controlBorder, tokens.text);
}

StepsRail::StepsRail(EnrolmentDesk &desk, QWidget *parent)
    : Plate(&Tokens::surface, &Tokens::border, EndEdge, parent)
    , m_desk(desk)
    , m_service(new TextLabel(TextStyle::Body, this))
    , m_token(new TextLabel(TextStyle::Small, this))
    , m_rows(new QVBoxLayout)
    , m_savedMark(new QLabel(this))
    , m_saved(new TextLabel(TextStyle::Small, this))
{
    setFixedWidth(railWidthNow());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 14, 1, 10);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addSpacing(8);
    m_rows->setSpacing(0);
    column->addLayout(m_rows);
    column->addStretch(1);
    column->addWidget(buildFoot());
    connectDesk();
}

QWidget *StepsRail::buildHead()
{
    m_head = new QWidget(this);
    auto *head = new QVBoxLayout(m_head);
    head->setContentsMargins(0, 0, 0, 0);
    head->setSpacing(2);
    m_service->setBold(true);
    m_service->setWordWrap(true); // titles of forms are as long as the authority makes them
    m_token->setTone(u"muted"_s);
    for (TextLabel *label : {m_service, m_token}) {
        label->setContentsMargins(16, 0, 16, 0);
        head->addWidget(label);
    }
    head->addSpacing(8);
    head->addWidget(hairline(m_head));
    return m_head;
}

QWidget *StepsRail::buildFoot()
{
    m_foot = new QWidget(this);
    auto *foot = new QVBoxLayout(m_foot);
    foot->setContentsMargins(0, 0, 0, 0);
    foot->setSpacing(8);
    foot->addWidget(hairline(m_foot));
    auto *saved = new QHBoxLayout;
    saved->setContentsMargins(16, 0, 16, 0);
    saved->setSpacing(8);
    saved->addWidget(m_savedMark);
    saved->addWidget(m_saved, 1);
    foot->addLayout(saved);
    m_saved->setTone(u"muted"_s);
    m_saved->setObjectName(u"rail.saved"_s);
    return m_foot;
}

void StepsRail::connectDesk()
{
    connect(&m_desk, &EnrolmentDesk::changed, this, &StepsRail::refresh);
    connect(&m_desk, &EnrolmentDesk::opened, this, [this] {
        m_savedAt = m_desk.enrolment().savedAt;
        m_saveFailed = false;
        refresh();
    });
    connect(&m_desk, &EnrolmentDesk::saved, this, [this](const QDateTime &at) {
        m_savedAt = at;
        m_saveFailed = false;
        refresh();
    });
    connect(&m_desk, &EnrolmentDesk::saveFailed, this, [this] {
        m_saveFailed = true;
        refresh();
    });
}

void StepsRail::refresh()
{
    if (!m_desk.hasEnrolment())
        return;
    m_service->setText(serviceName(m_desk.enrolment().service, m_desk.forms()));
    m_token->setText(tr("Token %1").arg(isolated(m_desk.enrolment().token)));
    const QList<StepInfo> steps = m_desk.steps();
    while (m_steps.size() < steps.size()) {
        auto *row = new RailRow(this);
        const qsizetype index = m_steps.size();
        connect(row, &QAbstractButton::clicked, this,
                [this, index] { Q_EMIT stepRequested(m_desk.steps().at(index).key); });
        m_rows->addWidget(row);
        m_steps.append(row);
    }
    for (qsizetype i = 0; i < m_steps.size(); ++i)
        m_steps.at(i)->setVisible(i < steps.size()); // not every service has all steps
    for (int i = 0; i < steps.size(); ++i) {
        const StepInfo &step = steps.at(i);
        const bool current = step.key == m_desk.enrolment().step;
        QString word = tr("To do");
        if (step.state == StepInfo::State::ToFix)
            word = tr("%n to fix", nullptr, step.problems);
        else if (current)
            word = tr("Now");
        else if (step.state == StepInfo::State::Done)
            word = tr("Done");
        m_steps.at(i)->setObjectName(u"step."_s + step.key);
        m_steps.at(i)->setStep(i + 1, step.state, stepName(step.key), word, current);
    }
    refreshSaved();
}

void StepsRail::refreshSaved()
{
    const Tokens &tokens = tokensOf(this);
    m_saved->setTone(m_saveFailed ? u"warn"_s : u"muted"_s);
    if (m_saveFailed)
        m_saved->setText(tr("Not saved yet, trying again"));
    else
        m_saved->setText(m_savedAt.isValid() ? tr("Saved %1").arg(clockWords(m_savedAt)) : QString());
    m_saved->setWordWrap(true);
    m_savedMark->setVisible(!m_saved->text().isEmpty());
    m_savedMark->setPixmap(
        m_saveFailed ? iconPixmap(u"triangle"_s, tokens.warn, scaledRoom(16), devicePixelRatioF())
                     : iconPixmap(u"tick"_s, tokens.textMuted, scaledRoom(16), devicePixelRatioF()));
}

void StepsRail::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        setFixedWidth(railWidthNow());
        m_head->setVisible(!foldedText());
        m_foot->setVisible(!foldedText());
        refresh();
    }
    if (event->type() == QEvent::PaletteChange)
        refreshSaved();
    Plate::changeEvent(event);
}

Navigation::Navigation(QWidget *parent)
    : Plate(&Tokens::surface, &Tokens::border, EndEdge, parent)
    , m_column(new QVBoxLayout(this))
{
    setFixedWidth(railWidthNow());
    m_column->setContentsMargins(0, 12, 1, 12);
    m_column->setSpacing(0);
    m_column->addStretch(1);
}

void Navigation::setEntries(const QList<Entry> &entries, const QString &current)
{
    while (m_rows.size() > entries.size())
        delete m_rows.takeLast();
    while (m_rows.size() < entries.size()) {
        auto *row = new RailRow(this);
        m_column->insertWidget(int(m_rows.size()), row);
        connect(row, &QAbstractButton::clicked, this,
                [this, row] { Q_EMIT requested(row->objectName().mid(4)); });
        m_rows.append(row);
    }
    for (int i = 0; i < entries.size(); ++i) {
        const Entry &entry = entries.at(i);
        m_rows.at(i)->setObjectName(u"nav."_s + entry.key);
        m_rows.at(i)->setNavigation(entry.icon, entry.text, entry.shortcut, entry.key == current);
    }
}

void Navigation::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        setFixedWidth(railWidthNow());
    Plate::changeEvent(event);
}

} // namespace indraj
