// The parts of the audit page and their words.
#include "enrollment/validation.h"
#include "widgets/audit/auditmodel.h"
#include "widgets/audit/auditpage.h"
#include "widgets/audit/auditwords.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/choicebox.h"
#include "widgets/controls/datatable.h"
#include "widgets/controls/field.h"
#include "widgets/controls/panel.h"
#include "widgets/controls/textlabel.h"
#include "widgets/desk/onanswer.h"
#include "widgets/shell/words.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int dateWidth = 122;
constexpr int sideRows = 6;
constexpr int codeLine = 32; ///< characters of a digest that stand in one line of the side panel

Field *dayField(const QString &key, const BilingualText &label, QWidget *parent)
{
    FieldSpec spec;
    spec.key = key;
    spec.type = FieldType::Date;
    spec.label = label;
    spec.required = false;
    return new Field(spec, parent);
}

/// A digest has no place to break at: without this its end would stand outside of the panel. An id with
/// hyphens fits.
QString inLines(const QString &value)
{
    static const QRegularExpression longest(u"(\\S{%1})(?=\\S{9})"_s.arg(codeLine));
    return QString(value).replace(longest, u"\\1\n"_s);
}

QVBoxLayout *labelled(TextLabel *label, QWidget *box)
{
    auto *column = new QVBoxLayout;
    column->setSpacing(2);
    column->addWidget(label);
    column->addWidget(box);
    column->addStretch(1);
    label->setBuddy(box);
    return column;
}

} // namespace

void AuditPage::buildFilter()
{
    m_from = dayField(u"audit.from"_s, {u"From day"_s, u"اس دن سے"_s}, m_filter);
    m_to = dayField(u"audit.to"_s, {u"To day"_s, u"اس دن تک"_s}, m_filter);
    m_actorTitle = new TextLabel(TextStyle::Label, m_filter);
    m_actor = new ChoiceBox(m_filter);
    m_actor->setObjectName(u"field.audit.actor"_s);
    m_eventTitle = new TextLabel(TextStyle::Label, m_filter);
    m_event = new ChoiceBox(m_filter);
    m_event->setObjectName(u"field.audit.event"_s);
    m_subjectTitle = new TextLabel(TextStyle::Label, m_filter);
    m_subject = new QLineEdit(m_filter);
    m_subject->setObjectName(u"field.audit.subject"_s);
    m_subject->setLayoutDirection(Qt::LeftToRight);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_from);
    row->addWidget(m_to);
    row->addLayout(labelled(m_actorTitle, m_actor), 1);
    row->addLayout(labelled(m_eventTitle, m_event), 1);
    row->addLayout(labelled(m_subjectTitle, m_subject), 1);
    m_filter->body()->addLayout(row);
    connect(m_subject, &QLineEdit::textEdited, &m_typing, qOverload<>(&QTimer::start));
    for (Field *field : {m_from, m_to})
        connect(field, &Field::edited, &m_typing, qOverload<>(&QTimer::start));
    for (ChoiceBox *box : {m_actor, m_event})
        connect(box, &QComboBox::activated, this, &AuditPage::applyFilter);
}

void AuditPage::buildTable()
{
    m_table->setObjectName(u"audit.table"_s);
    m_table->setModel(m_model);
    auto *header = m_table->horizontalHeader();
    for (const auto &[section, width] : {std::pair{int(AuditModel::Number), 68},
                                         {int(AuditModel::At), 162},
                                         {int(AuditModel::Who), 140},
                                         {int(AuditModel::Event), 236}}) {
        header->setSectionResizeMode(section, QHeaderView::Fixed);
        header->resizeSection(section, width);
    }
}

void AuditPage::buildSide()
{
    m_side->setObjectName(u"audit.side"_s);
    auto *column = new QVBoxLayout(m_side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    m_sideTitle = new TextLabel(TextStyle::Heading, m_side);
    m_sideTitle->setBold(true);
    m_sideTitle->setWordWrap(true);
    column->addWidget(m_sideTitle);
    column->addSpacing(8);
    for (int i = 0; i < sideRows; ++i) {
        m_sideNames.append(new TextLabel(TextStyle::Small, m_side));
        m_sideValues.append(new TextLabel(TextStyle::Small, m_side));
        m_sideNames.last()->setTone(u"muted"_s);
        m_sideValues.last()->setWordWrap(true);
        // Codes and ids are compared with paper: they can be marked and copied.
        m_sideValues.last()->setTextInteractionFlags(Qt::TextSelectableByMouse
                                                     | Qt::TextSelectableByKeyboard);
        column->addWidget(m_sideNames.last());
        column->addWidget(m_sideValues.last());
        column->addSpacing(6);
    }
    column->addStretch(1);
}

void AuditPage::fillChoices()
{
    onAnswer(this, m_store.auditEvents(), [this](const tl::expected<QStringList, StoreError> &answer) {
        m_events = answer.value_or(QStringList());
        retranslate();
    });
    onAnswer(this, m_store.auditActors(), [this](const tl::expected<QStringList, StoreError> &answer) {
        m_actors = answer.value_or(QStringList());
        retranslate();
    });
}

QDate AuditPage::dayIn(Field *field, bool *right) const
{
    const QString typed = field->typed().trimmed();
    field->clearMessage();
    if (typed.isEmpty())
        return {};
    const QDate day = QDate::fromString(normaliseField(field->spec(), typed), Qt::ISODate);
    *right = *right && day.isValid();
    if (!day.isValid())
        field->setMessage(MessageKind::Neutral, tr("day/month/year"));
    return day;
}

QString AuditPage::actorLabel(const QString &actor) const
{
    const auto people = m_access.operators();
    if (people)
        for (const OperatorEntry &entry : *people)
            if (entry.actor.id == actor)
                return actorName(entry.actor) + u" · "_s + isolated(actor);
    return auditActorWords(actor);
}

QString AuditPage::filterWords() const
{
    const AuditFilter &filter = m_model->filter();
    QStringList parts;
    if (filter.from.isValid())
        parts << tr("from %1").arg(dateWords(filter.from));
    if (filter.to.isValid())
        parts << tr("to %1").arg(dateWords(filter.to));
    if (!filter.actor.isEmpty())
        parts << auditActorWords(filter.actor);
    for (const QString &event : filter.events)
        parts << auditEventWords(event);
    if (!filter.subject.isEmpty())
        parts << isolated(filter.subject);
    const QString which = parts.isEmpty() ? tr("all entries") : parts.join(u", "_s);
    return tr("%1; signed, one line an entry, no names of citizens").arg(which);
}

void AuditPage::refreshSide()
{
    const AuditEntry *entry = m_model->at(m_table->currentRow());
    const auto parts = m_side->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
    for (QWidget *part : parts)
        part->setVisible(entry);
    if (!entry)
        return;
    m_sideTitle->setText(auditEventWords(entry->event));
    const QStringList names{tr("Number in the chain"), tr("Time (UTC)"), tr("Who"), tr("Code"),
                            tr("To what (id)"),        tr("Detail")};
    const QStringList values{QString::number(entry->sequence),
                             entry->at.toUTC().toString(u"dd/MM/yyyy HH:mm:ss.zzz"_s),
                             actorLabel(entry->actor),
                             entry->event,
                             entry->subject.isEmpty() ? u"–"_s : entry->subject,
                             entry->detail.isEmpty() ? u"–"_s : entry->detail};
    for (int i = 0; i < sideRows; ++i) {
        m_sideNames.at(i)->setText(names.at(i));
        m_sideValues.at(i)->setText(i == 2 ? values.at(i) : isolated(inLines(values.at(i))));
        m_sideValues.at(i)->setAccessibleName(names.at(i) + u": "_s + values.at(i));
    }
}

void AuditPage::retranslate()
{
    const QString actor = m_actor->currentCode();
    const QString event = m_event->currentCode();
    m_actorTitle->setText(tr("Person"));
    m_eventTitle->setText(tr("What happened"));
    m_subjectTitle->setText(tr("Enrolment, packet or person"));
    m_actor->setAccessibleName(m_actorTitle->text());
    m_event->setAccessibleName(m_eventTitle->text());
    m_subject->setAccessibleName(m_subjectTitle->text());
    m_subject->setFont(latinFont(TextStyle::Body));
    m_subject->setFixedHeight(scaledRoom(44));
    for (Field *field : {m_from, m_to})
        field->setFixedWidth(scaledRoom(dateWidth));
    m_table->setAccessibleName(tr("Audit entries"));
    m_empty->setText(tr("No entry fits. Show all, or choose other days."));
    m_actor->clear();
    m_actor->addItem(tr("Everybody"), QString());
    for (const QString &one : std::as_const(m_actors))
        m_actor->addItem(actorLabel(one), one);
    m_actor->setCurrentIndex(qMax(0, m_actor->findData(actor)));
    m_event->clear();
    m_event->addItem(tr("Everything"), QString());
    for (const QString &one : std::as_const(m_events))
        m_event->addItem(auditEventWords(one), one);
    m_event->setCurrentIndex(qMax(0, m_event->findData(event)));
    if (m_report && !m_checking && !m_exporting) {
        const ChainWords words = auditChainWords(*m_report);
        m_chain->show(words.kind, words.text, std::nullopt);
    }
    refreshSide();
    Q_EMIT chromeChanged();
}

} // namespace indraj
