#include "widgets/shell/helppage.h"

#include "widgets/controls/keycap.h"
#include "widgets/controls/panel.h"
#include "widgets/shell/likenesscaveat.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

const QStringList mainKeys{
    QStringLiteral("Enter"),        QStringLiteral("Shift+Enter"),  QStringLiteral("Ctrl+Enter"),
    QStringLiteral("Alt+←"),        QStringLiteral("Alt+1…9"),      QStringLiteral("Ctrl+N"),
    QStringLiteral("Ctrl+Shift+N"), QStringLiteral("F6"),           QStringLiteral("F7"),
    QStringLiteral("F8"),           QStringLiteral("F9"),           QStringLiteral("F5"),
    QStringLiteral("Space"),        QStringLiteral("Ctrl+Shift+L"), QStringLiteral("Ctrl+L")};
/// Of one page each, or seldom needed.
const QStringList otherKeys{QStringLiteral("1…3"),        QStringLiteral("F4"),
                            QStringLiteral("Ctrl+Z"),     QStringLiteral("Shift+F9"),
                            QStringLiteral("Ctrl+Space"), QStringLiteral("Ctrl+F"),
                            QStringLiteral("Ctrl+K")};

QList<TextLabel *> addKeys(const QStringList &keys, Panel &panel)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    QList<TextLabel *> texts;
    for (int i = 0; i < keys.size(); ++i) {
        texts.append(new TextLabel(TextStyle::Body, &panel));
        texts.last()->setWordWrap(true);
        grid->addWidget(new KeyCap(keys.at(i), &panel), i, 0, Qt::AlignLeading | Qt::AlignVCenter);
        grid->addWidget(texts.last(), i, 1);
    }
    panel.body()->addLayout(grid);
    return texts;
}

} // namespace

HelpPage::HelpPage(QWidget *parent)
    : Page(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    auto *mainPanel = new Panel(this);
    m_texts = addKeys(mainKeys, *mainPanel);
    row->addWidget(mainPanel, 1);
    auto *side = new QVBoxLayout;
    side->setSpacing(12);
    auto *otherPanel = new Panel(this);
    m_texts += addKeys(otherKeys, *otherPanel);
    side->addWidget(otherPanel);
    auto *faces = new Panel(this);
    m_facesTitle = new TextLabel(TextStyle::Heading, faces);
    m_faces = new TextLabel(TextStyle::Body, faces);
    m_faces->setObjectName(u"help.faces"_s);
    m_faces->setWordWrap(true);
    faces->body()->addWidget(m_facesTitle);
    faces->body()->addWidget(m_faces);
    faces->body()->addStretch(1);
    side->addWidget(faces, 1);
    row->addLayout(side, 1);
    column->addLayout(row);
    column->addStretch(1);
    retranslate();
}

PageChrome HelpPage::chrome() const
{
    PageChrome chrome;
    chrome.title = tr("Help");
    chrome.subtitle = tr("Every action has a key. It stands on its button.");
    chrome.start = {{.id = u"back"_s,
                     .text = tr("Back"),
                     .key = QKeySequence(Qt::ALT | Qt::Key_Left),
                     .icon = u"back"_s}};
    return chrome;
}

void HelpPage::retranslate()
{
    const QStringList texts{tr("Next field"),
                            tr("Previous field"),
                            tr("What should happen next: the blue button"),
                            tr("Back"),
                            tr("Go to this step"),
                            tr("New application"),
                            tr("Another service: the renewal of a card"),
                            tr("Next part of the window"),
                            tr("Next field to fix"),
                            tr("Cannot be captured"),
                            tr("Ask the registry, where the site allows it"),
                            tr("Test or send again"),
                            tr("Capture, try again"),
                            tr("Interface in Urdu or English"),
                            tr("Lock"),
                            tr("Choose among the pictures taken"),
                            tr("Crop the photo by hand"),
                            tr("Take back, where something was changed by hand"),
                            tr("Ask the registry with fingers and photo, where the site allows it"),
                            tr("Type Urdu or English"),
                            tr("Find an enrolment"),
                            tr("Find an action by its name")};
    for (int i = 0; i < texts.size(); ++i)
        m_texts.at(i)->setText(texts.at(i));
    m_facesTitle->setText(tr("When faces are compared"));
    const BilingualText caveat = likenessCaveat();
    m_faces->setText(urduInterface() ? caveat.urdu : caveat.english);
}

void HelpPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Page::changeEvent(event);
}

} // namespace indraj
