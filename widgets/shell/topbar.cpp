#include "widgets/shell/topbar.h"

#include "widgets/controls/textlabel.h"
#include "widgets/shell/chromeparts.h"
#include "widgets/shell/fit.h"
#include "widgets/shell/languageswitch.h"
#include "widgets/shell/words.h"
#include "widgets/theme/icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int barHeight = 48;

TextLabel *chromeLabel(QWidget *parent, const QString &tone, bool bold = false)
{
    auto *label = new TextLabel(TextStyle::Small, parent);
    label->setTone(tone);
    label->setBold(bold);
    return label;
}

class ChromeDivider : public QWidget {
public:
    explicit ChromeDivider(QWidget *parent)
        : QWidget(parent)
    {
        setFixedSize(1, 32);
    }

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), tokensOf(this).chromeLine); }
};

} // namespace

TopBar::TopBar(const StationNames &names, LanguageSwitch &language, QWidget *parent)
    : Plate(&Tokens::chrome, &Tokens::chromeLine, BottomEdge, parent)
    , m_names(names)
    , m_language(language)
{
    // Never wider than the window: what does not fit goes, see fit().
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 12, 0);
    row->setSpacing(14);
    addNames(*row);
    row->addStretch(1);
    addState(*row);
    addButtons(*row);
    connect(&m_clock, &QTimer::timeout, this, &TopBar::tick);
    m_clock.start(1000);
    setActor(std::nullopt);
}

void TopBar::addNames(QHBoxLayout &row)
{
    auto *mark = new QLabel(this);
    mark->setPixmap(iconPixmap(u"mark"_s, Qt::black, 26, devicePixelRatioF()));
    row.addWidget(mark);
    m_product = chromeLabel(this, u"chrome"_s, true);
    row.addWidget(m_product);
    m_placeDivider = divider();
    row.addWidget(m_placeDivider);
    m_place = chromeLabel(this, u"chrome"_s);
    row.addWidget(m_place);
    m_personDivider = divider();
    row.addWidget(m_personDivider);
    m_personIcon = new QLabel(this);
    row.addWidget(m_personIcon);
    m_person = chromeLabel(this, u"chrome"_s);
    m_person->setObjectName(u"topBar.person"_s);
    row.addWidget(m_person);
}

void TopBar::addState(QHBoxLayout &row)
{
    m_training = new TrainingPlate(this);
    m_training->setVisible(m_names.training);
    row.addWidget(m_training);
    m_line = new LinePlate(this);
    row.addWidget(m_line);
    m_time = chromeLabel(this, u"chrome"_s, true);
    m_date = chromeLabel(this, u"chromeMuted"_s);
    row.addWidget(m_time);
    row.addWidget(m_date);
    m_dateDivider = divider();
    row.addWidget(m_dateDivider);
}

void TopBar::addButtons(QHBoxLayout &row)
{
    row.addWidget(languageSegments());
    m_lockDivider = divider();
    row.addWidget(m_lockDivider);
    m_lock = new ChromeButton(ChromeButton::Shape::Plain, this);
    m_lock->setIconName(u"lock"_s);
    m_lock->setObjectName(u"action.lock"_s);
    row.addWidget(m_lock);
    connect(m_lock, &QAbstractButton::clicked, this, &TopBar::lockRequested);
}

QWidget *TopBar::languageSegments()
{
    auto *languages = new QHBoxLayout;
    languages->setSpacing(0);
    // Never mirrored: the two names stand in the same places in both directions.
    languages->setDirection(QBoxLayout::LeftToRight);
    auto *box = new QWidget(this);
    box->setLayoutDirection(Qt::LeftToRight);
    box->setLayout(languages);
    languages->setContentsMargins(0, 0, 0, 0);
    m_english = new ChromeButton(ChromeButton::Shape::FirstSegment, box);
    m_urdu = new ChromeButton(ChromeButton::Shape::LastSegment, box);
    m_english->setText(u"English"_s);
    m_urdu->setText(u"اردو"_s);
    m_english->setObjectName(u"action.language.en"_s);
    m_urdu->setObjectName(u"action.language.ur"_s);
    languages->addWidget(m_english);
    languages->addWidget(m_urdu);
    connect(m_english, &QAbstractButton::clicked, this, [this] {
        m_language.setLanguage(Language::English);
        retranslate();
    });
    connect(m_urdu, &QAbstractButton::clicked, this, [this] {
        m_language.setLanguage(Language::Urdu);
        retranslate();
    });
    return box;
}

QWidget *TopBar::divider() { return new ChromeDivider(this); }

void TopBar::setActor(const std::optional<Actor> &actor)
{
    m_actor = actor;
    const bool known = actor.has_value();
    m_person->setVisible(known);
    m_lock->setVisible(known);
    retranslate();
}

void TopBar::setLine(const std::optional<LineStatus> &line)
{
    m_line->setLine(line);
    fit();
}

bool TopBar::canShow(const QWidget *part) const
{
    const bool ofPerson = part == m_person || part == m_personIcon || part == m_personDivider;
    return !ofPerson || m_actor.has_value();
}

/// Online or offline, training, person and role, language and lock always stay; the rest gives way in this
/// order.
void TopBar::fit()
{
    const QList<QList<QWidget *>> givesWay{
        {m_date},       {m_product, m_placeDivider}, {m_place, m_personDivider},
        {m_personIcon}, {m_time, m_dateDivider},     {m_lockDivider}};
    for (const QList<QWidget *> &group : givesWay)
        for (QWidget *part : group)
            part->setVisible(part == m_lockDivider ? m_actor.has_value() : canShow(part));
    for (const QList<QWidget *> &group : givesWay) {
        if (neededWidth(layout()) <= width())
            return;
        for (QWidget *part : group)
            part->hide();
    }
}

void TopBar::resizeEvent(QResizeEvent *event)
{
    fit();
    Plate::resizeEvent(event);
}

void TopBar::retranslate()
{
    setFixedHeight(scaledRoom(barHeight));
    m_product->setText(tr("Indraj"));
    m_place->setText(local(m_names.place) + u" · "_s + tr("Station %1").arg(isolated(m_names.stationId)));
    if (m_actor)
        m_person->setText(actorName(*m_actor) + u" · "_s + roleWord(m_actor->role));
    m_personIcon->setPixmap(
        iconPixmap(u"person"_s, tokensOf(this).onChrome, scaledRoom(16), devicePixelRatioF()));
    // Beside person and lock there is room for the short sentence only.
    m_training->setText(foldedText()  ? tr("TRAINING")
                            : m_actor ? tr("TRAINING: stays on this PC")
                                      : tr("TRAINING: nothing leaves this computer"));
    m_lock->setText(tr("Lock"));
    m_lock->setToolTip(u"Ctrl+L"_s);
    m_lock->setAccessibleName(m_lock->text());
    m_english->setAccessibleName(m_english->text());
    m_urdu->setAccessibleName(m_urdu->text());
    m_english->setChecked(m_language.language() == Language::English);
    m_urdu->setChecked(m_language.language() == Language::Urdu);
    tick();
    // After the parts have heard of the same change and know their new sizes.
    QMetaObject::invokeMethod(this, &TopBar::fit, Qt::QueuedConnection);
}

void TopBar::tick()
{
    const QDateTime now = QDateTime::currentDateTime();
    m_time->setText(timeWords(now));
    if (urduInterface())
        m_date->setText(QLocale(QLocale::Urdu, QLocale::Pakistan).toString(now.date(), u"dddd d MMMM"_s));
    else
        m_date->setText(QLocale(QLocale::English, QLocale::Pakistan).toString(now.date(), u"ddd d MMM"_s));
}

void TopBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
    Plate::changeEvent(event);
}

} // namespace indraj
