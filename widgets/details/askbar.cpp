#include "widgets/details/askbar.h"

#include "widgets/controls/actionbutton.h"
#include "widgets/controls/messageline.h"
#include "widgets/controls/textlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

AskBar::AskBar(const QString &name, const QString &key, QWidget *parent)
    : Panel(parent)
    , m_line(new MessageLine)
    , m_person(new TextLabel(TextStyle::Small))
    , m_renewal(new ActionButton(name + u"Renewal"_s, {}))
    , m_ask(new ActionButton(name, {}))
{
    setObjectName(name);
    m_person->setObjectName(name + u".person"_s);
    m_ask->setKeyHint(key);
    layOut();
    connect(m_ask, &QAbstractButton::clicked, this, &AskBar::askRequested);
    connect(m_renewal, &QAbstractButton::clicked, this, &AskBar::renewalRequested);
    constexpr int everySecond = 1000;
    m_second.setInterval(everySecond);
    connect(&m_second, &QTimer::timeout, this, [this] { refresh(); });
}

void AskBar::layOut()
{
    body()->setContentsMargins(12, 2, 8, 2);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); // what is over belongs to the form
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addStretch(1);
    words->addWidget(m_line);
    constexpr int besideGlyph = 6; // as MessageLine has it
    auto *below = new QHBoxLayout;
    below->setSpacing(0);
    below->addSpacing(scaledRoom(16) + besideGlyph);
    below->addWidget(m_person, 1);
    words->addLayout(below);
    words->addStretch(1);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addLayout(words, 1);
    auto *buttons = new QVBoxLayout;
    buttons->setSpacing(0);
    buttons->addWidget(m_renewal, 0, Qt::AlignTrailing);
    buttons->addWidget(m_ask, 0, Qt::AlignTrailing | Qt::AlignVCenter);
    row->addLayout(buttons);
    body()->addLayout(row);
    m_line->setWordWrap(true);
    m_person->setWordWrap(true);
    m_renewal->setCompact(true);
    m_ask->setCompact(true);
}

QString AskBar::words() const { return m_line->text(); }

void AskBar::show(const Shown &shown)
{
    if (shown.asking != m_second.isActive())
        shown.asking ? m_second.start() : m_second.stop();
    m_line->setMessage(shown.kind, shown.text);
    m_person->setText(shown.person);
    m_person->setVisible(!shown.person.isEmpty());
    m_renewal->setLabel(tr("Begin a renewal"));
    m_renewal->setVisible(shown.renewal);
    m_ask->setLabel(shown.ask);
    m_ask->setEnabled(shown.mayAsk);
}

void AskBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    Panel::changeEvent(event);
}

} // namespace indraj
