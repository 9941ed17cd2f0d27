#include "widgets/shell/pageframe.h"

#include "widgets/controls/actionbutton.h"
#include "widgets/controls/keycap.h"
#include "widgets/controls/textlabel.h"
#include "widgets/shell/fit.h"

#include <QHBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int headerHeight = 44;
constexpr int urduHeaderHeight = 60; // a line of Nastaliq
constexpr int bottomHeight = 60;
constexpr int nastaliqTitle = 24;
} // namespace

int pageHeaderHeight() { return scaledText(urduInterface() ? urduHeaderHeight : headerHeight); }

PageHeader::PageHeader(QWidget *parent)
    : QWidget(parent)
    , m_title(new TextLabel(TextStyle::Title, this, Script::English))
    , m_titleUrdu(new TextLabel(TextStyle::Title, this, Script::Nastaliq))
    , m_subtitle(new TextLabel(TextStyle::Body, this))
    , m_tool(new ActionButton(u"tool"_s, {}, this))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    row->addWidget(m_title);
    row->addWidget(m_titleUrdu);
    row->addWidget(m_subtitle, 1);
    row->addWidget(m_tool);
    m_titleUrdu->setNastaliqSize(nastaliqTitle);
    m_title->setObjectName(u"page.title"_s);
    m_titleUrdu->setObjectName(u"page.title.ur"_s);
    m_subtitle->setTone(u"muted"_s);
    m_subtitle->setWordWrap(true);
    m_tool->setCompact(true);
    connect(m_tool, &QAbstractButton::clicked, this, [this] { Q_EMIT triggered(m_toolId); });
}

void PageHeader::setChrome(const PageChrome &chrome)
{
    const bool urdu = urduInterface();
    // Large text may need a second line for what is to be done; designed text never does.
    setMinimumHeight(pageHeaderHeight());
    setMaximumHeight(foldedText() ? QWIDGETSIZE_MAX : pageHeaderHeight());
    m_title->setText(chrome.title);
    m_titleUrdu->setText(chrome.title);
    m_title->setVisible(!urdu);
    m_titleUrdu->setVisible(urdu);
    m_subtitle->setText(chrome.subtitle);
    m_tool->setVisible(chrome.tool.has_value());
    if (chrome.tool) {
        m_tool->setSpec(*chrome.tool);
        m_toolId = chrome.tool->id;
    }
}

BottomBar::BottomBar(QWidget *parent)
    : Plate(&Tokens::surface, &Tokens::border, TopEdge, parent)
    , m_startRow(new QHBoxLayout)
    , m_hintRow(new QHBoxLayout)
    , m_endRow(new QHBoxLayout)
{
    // Never wider than the window: hints give way, then keycaps, see fit().
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 1, 16, 0);
    row->setSpacing(12);
    for (QHBoxLayout *part : {m_startRow, m_endRow})
        part->setSpacing(12);
    m_hintRow->setSpacing(6);
    row->addLayout(m_startRow);
    row->addStretch(1);
    row->addLayout(m_hintRow);
    row->addStretch(1);
    row->addLayout(m_endRow);
}

void BottomBar::setChrome(const PageChrome &chrome)
{
    m_start = placeActions(m_startRow, m_start, chrome.start);
    m_end = placeActions(m_endRow, m_end, chrome.end);
    placeHints(foldedText() ? QList<KeyHint>() : chrome.hints);
    setFixedHeight(scaledRoom(44) + bottomHeight - 44);
    fit();
}

void BottomBar::fit()
{
    const auto fits = [this] { return neededWidth(layout()) <= width(); };
    const QList<ActionButton *> buttons = m_start + m_end;
    for (ActionButton *button : buttons)
        button->setKeyShown(true);
    for (QWidget *hint : std::as_const(m_hints))
        hint->show();
    for (qsizetype i = m_hints.size() - 2; i >= 0 && !fits(); i -= 2) {
        m_hints.at(i)->hide();
        m_hints.at(i + 1)->hide();
    }
    for (ActionButton *button : buttons)
        if (!fits())
            button->setKeyShown(false);
}

void BottomBar::resizeEvent(QResizeEvent *event)
{
    fit();
    Plate::resizeEvent(event);
}

QList<ActionButton *> BottomBar::placeActions(QHBoxLayout *row, QList<ActionButton *> buttons,
                                              const QList<ActionSpec> &specs)
{
    // Buttons are kept when only texts change, so that the focus stays where it was.
    while (buttons.size() > specs.size()) {
        buttons.constLast()->hide();
        buttons.takeLast()->deleteLater();
    }
    while (buttons.size() < specs.size()) {
        auto *button = new ActionButton(specs.at(buttons.size()), this);
        row->addWidget(button);
        buttons.append(button);
    }
    for (int i = 0; i < specs.size(); ++i) {
        ActionButton *button = buttons.at(i);
        button->setSpec(specs.at(i));
        button->disconnect(this);
        connect(button, &QAbstractButton::clicked, this,
                [this, id = specs.at(i).id] { Q_EMIT triggered(id); });
    }
    return buttons;
}

void BottomBar::placeHints(const QList<KeyHint> &hints)
{
    qDeleteAll(m_hints);
    m_hints.clear();
    for (const KeyHint &hint : hints) {
        auto *cap = new KeyCap(hint.keys, this);
        auto *text = new TextLabel(TextStyle::Small, hint.text, this);
        text->setTone(u"muted"_s);
        text->setContentsMargins(urduInterface() ? 12 : 0, 0, urduInterface() ? 0 : 12, 0);
        m_hintRow->addWidget(cap);
        m_hintRow->addWidget(text);
        m_hints << cap << text;
    }
}

} // namespace indraj
