#include "widgets/gate/gateframe.h"

#include "widgets/controls/textlabel.h"
#include "widgets/shell/plate.h"
#include "widgets/shell/words.h"

#include <QEvent>
#include <QGridLayout>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int heroWidth = 546;
constexpr int formWidth = 464;
constexpr int wordSize = 104;
} // namespace

GateFrame::GateFrame(const StationNames &names, QWidget *parent)
    : Page(parent)
    , m_names(names)
    , m_form(new QVBoxLayout)
    , m_title(new TextLabel(TextStyle::Title, this))
    , m_lead(new TextLabel(TextStyle::Body, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(buildHero());
    auto *right = new QWidget(this);
    auto *indent = new QHBoxLayout(right);
    indent->setContentsMargins(96, 44, 24, 24);
    auto *box = new QWidget(right);
    m_box = box;
    box->setLayout(m_form);
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setSpacing(14);
    m_form->addWidget(m_title);
    m_form->addWidget(m_lead);
    m_lead->setTone(u"muted"_s);
    m_lead->setWordWrap(true);
    indent->addWidget(box);
    indent->addStretch(1);
    row->addWidget(right, 1);
}

QWidget *GateFrame::buildHero()
{
    auto *hero = new Plate(&Tokens::chrome, &Tokens::chrome, Plate::NoEdge, this);
    hero->setFixedWidth(heroWidth);
    m_hero = hero;
    auto *column = new QVBoxLayout(hero);
    column->setContentsMargins(56, 36, 56, 32);
    column->setSpacing(0);
    auto *word = new TextLabel(TextStyle::Title, hero, Script::Nastaliq);
    word->setText(u"اندراج"_s);
    word->setNastaliqSize(wordSize);
    word->setFixedHeight(236);
    word->setTone(u"chrome"_s);
    word->setAlignment(Qt::AlignAbsolute | Qt::AlignVCenter | Qt::AlignLeft);
    column->addWidget(word);
    m_product = new TextLabel(TextStyle::Title, hero);
    m_product->setTone(u"chrome"_s);
    m_purpose = new TextLabel(TextStyle::Body, hero);
    m_purpose->setTone(u"chromeMuted"_s);
    column->addWidget(m_product);
    column->addWidget(m_purpose);
    column->addStretch(1);
    auto *facts = new QGridLayout;
    facts->setHorizontalSpacing(20);
    facts->setVerticalSpacing(10);
    facts->setColumnStretch(1, 1);
    for (int i = 0; i < 2; ++i) {
        m_factNames.append(new TextLabel(TextStyle::Body, hero));
        m_factValues.append(new TextLabel(TextStyle::Body, hero));
        m_factNames.last()->setTone(u"chromeMuted"_s);
        m_factValues.last()->setTone(u"chrome"_s);
        facts->addWidget(m_factNames.last(), i, 0);
        facts->addWidget(m_factValues.last(), i, 1);
    }
    column->addLayout(facts);
    return hero;
}

PageChrome GateFrame::chrome() const
{
    PageChrome chrome;
    chrome.fullBleed = true;
    return chrome;
}

void GateFrame::retranslate()
{
    m_box->setFixedWidth(scaledRoom(formWidth));
    m_hero->setVisible(!foldedText());
    m_product->setText(tr("Indraj"));
    m_purpose->setText(tr("Enrolment workstation"));
    m_factNames.at(0)->setText(tr("Place"));
    m_factValues.at(0)->setText(local(m_names.place));
    m_factNames.at(1)->setText(tr("Station"));
    m_factValues.at(1)->setText(isolated(m_names.stationId));
}

void GateFrame::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Page::changeEvent(event);
}

} // namespace indraj
