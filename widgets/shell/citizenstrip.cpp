#include "widgets/shell/citizenstrip.h"

#include "widgets/controls/textlabel.h"
#include "widgets/shell/citizenphoto.h"
#include "widgets/shell/fit.h"
#include "widgets/shell/words.h"

#include <QEvent>
#include <QHBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int stripHeight = 64;
constexpr QSize stripPhoto(42, 54);
} // namespace

CitizenStrip::CitizenStrip(EnrolmentDesk &desk, QWidget *parent)
    : Plate(&Tokens::surface, &Tokens::border, BottomEdge, parent)
    , m_desk(desk)
    , m_photo(new QLabel(this))
    , m_nameEnglish(new TextLabel(TextStyle::Label, this, Script::English))
    , m_nameUrdu(new TextLabel(TextStyle::Label, this, Script::Urdu))
    , m_token(new TextLabel(TextStyle::Label, this))
    , m_saved(new TextLabel(TextStyle::Small, this))
{
    setFixedHeight(stripHeight);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(24, 4, 16, 5);
    row->setSpacing(20);
    row->addWidget(m_photo);
    row->addWidget(m_nameEnglish);
    row->addWidget(m_nameUrdu);
    row->addStretch(1);
    row->addWidget(m_saved);
    row->addWidget(m_token);
    m_saved->setTone(u"muted"_s);
    connect(&desk, &EnrolmentDesk::opened, this, [this] {
        m_savedAt = m_desk.enrolment().savedAt;
        m_saveFailed = false;
        refresh();
    });
    connect(&desk, &EnrolmentDesk::changed, this, &CitizenStrip::refresh);
    connect(&desk, &EnrolmentDesk::picturesChanged, this, &CitizenStrip::refresh);
    connect(&desk, &EnrolmentDesk::saved, this, [this](const QDateTime &at) {
        m_savedAt = at;
        m_saveFailed = false;
        refresh();
    });
    connect(&desk, &EnrolmentDesk::saveFailed, this, [this] {
        m_saveFailed = true;
        refresh();
    });
    refresh();
}

void CitizenStrip::refresh()
{
    m_photo->setPixmap(framedCitizen(m_desk.portrait(), stripPhoto, tokensOf(this), devicePixelRatioF()));
    m_photo->setAccessibleName(m_desk.portrait().isNull() ? tr("No photo yet") : tr("Photo of the citizen"));
    if (!m_desk.hasEnrolment())
        return;
    const FieldValues &fields = m_desk.enrolment().fields;
    m_nameEnglish->setText(fields.value(u"name.en"_s));
    m_nameUrdu->setText(fields.value(u"name.ur"_s));
    m_token->setText(isolated(m_desk.enrolment().token));
    m_saved->setTone(m_saveFailed ? u"warn"_s : u"muted"_s);
    m_saved->setText(m_saveFailed              ? tr("Not saved yet, trying again")
                         : m_savedAt.isValid() ? tr("Saved %1").arg(clockWords(m_savedAt))
                                               : QString());
    QMetaObject::invokeMethod(this, &CitizenStrip::fit,
                              Qt::QueuedConnection); // once the labels have their fonts
}

/// The names stay; the token goes before them, and when it was saved before that.
void CitizenStrip::fit()
{
    const QList<TextLabel *> givesWay{m_saved, m_token};
    for (TextLabel *label : givesWay)
        label->setVisible(!label->text().isEmpty());
    for (TextLabel *label : givesWay)
        if (neededWidth(layout()) > width())
            label->setVisible(label == m_saved && m_saveFailed); // what went wrong is not hidden
}

void CitizenStrip::resizeEvent(QResizeEvent *event)
{
    fit();
    Plate::resizeEvent(event);
}

void CitizenStrip::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        refresh();
    Plate::changeEvent(event);
}

} // namespace indraj
