#include "widgets/shell/citizencard.h"

#include "widgets/controls/panel.h"
#include "widgets/controls/textlabel.h"
#include "widgets/shell/citizenphoto.h"
#include "widgets/shell/words.h"

#include <QEvent>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int cardWidth = 256;
constexpr QSize photoSize(136, 175);

} // namespace

CitizenCard::CitizenCard(EnrolmentDesk &desk, QWidget *parent)
    : Plate(&Tokens::surface, &Tokens::border, StartEdge, parent)
    , m_desk(desk)
    , m_caption(new TextLabel(TextStyle::Hint, this))
    , m_photo(new QLabel(this))
    , m_nameEnglish(new TextLabel(TextStyle::Guidance, this, Script::English))
    , m_nameUrdu(new TextLabel(TextStyle::Guidance, this, Script::Nastaliq))
{
    setFixedWidth(scaledRoom(cardWidth));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(17, 14, 16, 16);
    column->setSpacing(6);
    m_caption->setTone(u"muted"_s);
    m_caption->setBold(true);
    column->addWidget(m_caption);
    column->addWidget(m_photo, 0, Qt::AlignHCenter);
    column->addSpacing(4);
    for (TextLabel *name : {m_nameEnglish, m_nameUrdu}) {
        name->setAlignment(Qt::AlignCenter);
        name->setWordWrap(true);
        column->addWidget(name);
    }
    column->addWidget(hairline(this));
    column->addSpacing(4);
    m_token = addRow();
    m_service = addRow();
    m_born = addRow();
    m_father = addRow();
    for (const Row &row : {m_token, m_service, m_born, m_father})
        column->addWidget(row.box);
    column->addStretch(1);
    connect(&desk, &EnrolmentDesk::opened, this, &CitizenCard::refresh);
    connect(&desk, &EnrolmentDesk::changed, this, &CitizenCard::refresh);
    connect(&desk, &EnrolmentDesk::picturesChanged, this, &CitizenCard::refreshPhoto);
    refreshPhoto();
}

CitizenCard::Row CitizenCard::addRow()
{
    Row row{new QWidget(this), new TextLabel(TextStyle::Small, this), new TextLabel(TextStyle::Small, this)};
    auto *line = new QHBoxLayout(row.box);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(row.label);
    line->addWidget(row.value, 1);
    row.label->setTone(u"muted"_s);
    row.value->setTrailing(true);
    row.value->setWordWrap(true);
    return row;
}

void CitizenCard::setRow(Row &row, const QString &label, const QString &value)
{
    row.label->setText(label);
    row.value->setText(value);
    row.box->setVisible(!value.isEmpty());
}

void CitizenCard::refresh()
{
    m_caption->setText(tr("CITIZEN AT THE COUNTER"));
    if (!m_desk.hasEnrolment())
        return refreshPhoto();
    const Enrolment &enrolment = m_desk.enrolment();
    const FieldValues &fields = enrolment.fields;
    m_nameEnglish->setText(fields.value(u"name.en"_s));
    m_nameUrdu->setText(fields.value(u"name.ur"_s));
    m_nameEnglish->setVisible(!m_nameEnglish->text().isEmpty());
    m_nameUrdu->setVisible(!m_nameUrdu->text().isEmpty());
    const QDate born = QDate::fromString(fields.value(u"birth.date"_s), Qt::ISODate);
    setRow(m_token, tr("Token"), isolated(enrolment.token));
    setRow(m_service, tr("Service"),
           enrolment.service == defaultService ? tr("First card")
                                               : serviceName(enrolment.service, m_desk.forms()));
    setRow(m_born, tr("Born"), born.isValid() ? dateWords(born) : QString());
    setRow(m_father, tr("Father"), fields.value(urduInterface() ? u"father.ur"_s : u"father.en"_s));
    refreshPhoto();
}

void CitizenCard::refreshPhoto()
{
    m_photo->setPixmap(framedCitizen(m_desk.portrait(), photoSize, tokensOf(this), devicePixelRatioF()));
    m_photo->setAccessibleName(m_desk.portrait().isNull() ? tr("No photo yet") : tr("Photo of the citizen"));
}

void CitizenCard::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        setFixedWidth(scaledRoom(cardWidth));
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        refresh();
    Plate::changeEvent(event);
}

} // namespace indraj
