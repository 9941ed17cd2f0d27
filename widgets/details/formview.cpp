#include "widgets/details/formview.h"

#include "enrollment/validation.h"
#include "widgets/controls/foldrow.h"
#include "widgets/controls/panel.h"
#include "widgets/controls/textlabel.h"
#include "widgets/details/problemwords.h"
#include "widgets/shell/words.h"
#include "widgets/theme/textstyle.h"

#include <QCheckBox>
#include <QEvent>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int rowUnits = 6;

/// How much of a row of six a field takes.
int unitsOf(const FieldSpec &spec)
{
    if (spec.type == FieldType::Choice && spec.options.size() <= 4)
        return spec.options.size() <= 2 ? 2 : spec.options.size() == 3 ? 3 : 4;
    return 2;
}

} // namespace

FormView::FormView(EnrolmentDesk &desk, QWidget *parent)
    : QScrollArea(parent)
    , m_desk(desk)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setAutoFillBackground(false);
    build();
}

void FormView::build()
{
    m_form = m_desk.form();
    m_fields.clear();
    m_headings.clear();
    m_sameBoxes.clear();
    auto *content = new QWidget;
    content->setObjectName(u"scrollContent"_s);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(6, 2, 10, 12); // room for the focus ring
    column->setSpacing(8);
    for (const SectionSpec &section : m_form.sections)
        buildSection(section, column);
    if (m_form.sections.isEmpty())
        column->addWidget(m_unknown = new TextLabel(TextStyle::Body, content));
    if (m_unknown)
        m_unknown->setObjectName(u"form.unknown"_s);
    column->addStretch(1);
    setWidget(content); // what was there before goes
    retranslate();
}

void FormView::buildSection(const SectionSpec &section, QVBoxLayout *column)
{
    auto *heading = new SectionHeading({}, this);
    m_headings.insert(section.key, heading);
    column->addWidget(heading);
    addSameBox(section, column);
    FoldRow *row = nullptr;
    int used = 0;
    const auto closeRow = [&] {
        if (row && used < rowUnits)
            row->addFiller(rowUnits - used);
        row = nullptr;
        used = 0;
    };
    for (const FieldSpec &spec : section.fields) {
        if (m_fields.contains(spec.key))
            continue; // came with its pair
        const FieldSpec *other = spec.pairedWith.isEmpty() ? nullptr : m_form.field(spec.pairedWith);
        if (other) {
            closeRow();
            Field *first = makeField(spec);
            Field *second = makeField(*other);
            const bool urduFirst = spec.type == FieldType::TextUrdu || spec.type == FieldType::AddressUrdu;
            column->addWidget(new FieldPair(urduFirst ? second : first, urduFirst ? first : second, this));
            continue;
        }
        const int units = unitsOf(spec);
        if (!row || used + units > rowUnits) {
            closeRow();
            row = new FoldRow(this);
            column->addWidget(row);
        }
        row->add(makeField(spec), units);
        used += units;
    }
    closeRow();
    column->addSpacing(6);
}

void FormView::addSameBox(const SectionSpec &section, QVBoxLayout *column)
{
    const bool any = std::any_of(section.fields.begin(), section.fields.end(),
                                 [](const FieldSpec &spec) { return !spec.sameAs.isEmpty(); });
    if (!any)
        return;
    auto *box = new QCheckBox(this);
    box->setObjectName(u"field.same."_s + section.key);
    m_sameBoxes.insert(section.key, box);
    box->installEventFilter(this);
    column->addWidget(box, 0, Qt::AlignLeading);
    connect(box, &QCheckBox::clicked, this, [this, key = section.key](bool on) {
        const FieldValues before = m_desk.enrolment().fields;
        setSame(key, on);
        m_history.note(u"same."_s + key, before, m_desk.enrolment().fields);
        m_history.endVisit();
    });
}

Field *FormView::makeField(const FieldSpec &spec)
{
    auto *field = new Field(spec, this);
    m_fields.insert(spec.key, field);
    fillOptions(field);
    connect(field, &Field::edited, this, [this, field] { onEdited(field); });
    connect(field, &Field::left, this, [this, field] { onLeft(field); });
    connect(field, &Field::undoRequested, this, [this](bool again) { again ? redo() : undo(); });
    connect(field, &Field::nextRequested, this,
            [this, field](bool backwards) { moveFrom(field->input(), backwards); });
    return field;
}

void FormView::fillOptions(Field *field)
{
    const FieldSpec &spec = field->spec();
    const FieldValues none;
    const FieldValues &values = m_desk.hasEnrolment() ? m_desk.enrolment().fields : none;
    QList<ChoiceOption> options;
    if (spec.type == FieldType::Province) {
        for (const Province &province : m_desk.places().provinces)
            options.append({province.code, province.name});
    } else if (spec.type == FieldType::District) {
        if (const Province *province = m_desk.places().province(values.value(spec.dependsOn)))
            for (const District &district : province->districts)
                options.append({district.code, district.name});
    } else if (spec.type == FieldType::Tehsil) {
        const FieldSpec *parent = m_form.field(spec.dependsOn);
        const QString province = parent ? values.value(parent->dependsOn) : QString();
        if (const District *district = m_desk.places().district(province, values.value(spec.dependsOn)))
            for (const Tehsil &tehsil : district->tehsils)
                options.append({tehsil.code, tehsil.name});
    } else {
        return;
    }
    field->setOptions(options);
    field->setValue(values.value(spec.key));
}

void FormView::load()
{
    if (m_form.id != m_desk.form().id)
        build();
    m_touched.clear();
    for (Field *field : std::as_const(m_fields)) {
        fillOptions(field);
        field->setValue(m_desk.enrolment().fields.value(field->spec().key));
        field->clearMessage();
        if (!field->typed().isEmpty())
            judge(field, true);
    }
    refreshSame();
    if (m_historyOf != m_desk.enrolment().id)
        m_history.clear();
    m_historyOf = m_desk.enrolment().id;
    Q_EMIT problemsChanged();
}

void FormView::onEdited(Field *field)
{
    const FieldValues before = m_desk.enrolment().fields;
    m_touched.insert(field->spec().key);
    store(field, normaliseField(field->spec(), field->typed()));
    judge(field, false);
    followSame();
    m_history.note(field->spec().key, before, m_desk.enrolment().fields);
    Q_EMIT problemsChanged();
}

void FormView::onLeft(Field *field)
{
    m_history.endVisit();
    if (!m_touched.contains(field->spec().key))
        return;
    // What will be stored is what is shown: Arabic letters and blanks are put right in sight.
    const QString stored = normaliseField(field->spec(), field->typed());
    field->setValue(stored);
    judge(field, true);
    Q_EMIT problemsChanged();
}

void FormView::store(Field *field, const QString &value)
{
    const QString &key = field->spec().key;
    if (m_desk.enrolment().fields.value(key) == value)
        return;
    m_desk.setField(key, value);
    refreshOptions(key);
}

void FormView::refreshOptions(const QString &parentKey)
{
    for (Field *child : std::as_const(m_fields)) {
        if (child->spec().dependsOn != parentKey)
            continue;
        m_desk.setField(child->spec().key, {});
        child->clearMessage();
        fillOptions(child);
        refreshOptions(child->spec().key);
    }
}

void FormView::judge(Field *field, bool strict)
{
    const FieldValues &values = m_desk.enrolment().fields;
    const FieldJudgement judgement = judgeField(field->spec(), values.value(field->spec().key), values,
                                                m_desk.places(), QDate::currentDate());
    const bool stillTyping = judgement.typing || judgement.problem == FieldProblem::Missing;
    if (judgement.ok() || (!strict && stillTyping))
        field->clearMessage();
    else
        field->setMessage(MessageKind::Error, problemWords(field->spec(), judgement));
}

int FormView::judgeAll()
{
    for (Field *field : std::as_const(m_fields)) {
        m_touched.insert(field->spec().key);
        judge(field, true);
    }
    Q_EMIT problemsChanged();
    return shownProblems();
}

int FormView::shownProblems() const
{
    return int(std::count_if(m_fields.begin(), m_fields.end(),
                             [](const Field *field) { return !field->message().isEmpty(); }));
}

void FormView::setSame(const QString &sectionKey, bool same)
{
    for (const SectionSpec &section : m_form.sections)
        for (const FieldSpec &spec : section.fields)
            if (section.key == sectionKey && !spec.sameAs.isEmpty())
                m_fields.value(spec.key)->setFieldEnabled(!same);
    followSame();
}

void FormView::followSame()
{
    for (const SectionSpec &section : m_form.sections) {
        const QCheckBox *box = m_sameBoxes.value(section.key);
        if (!box || !box->isChecked())
            continue;
        for (const FieldSpec &spec : section.fields) {
            if (spec.sameAs.isEmpty())
                continue;
            Field *field = m_fields.value(spec.key);
            const QString value = m_desk.enrolment().fields.value(spec.sameAs);
            store(field, value);
            field->setValue(value);
            field->clearMessage();
        }
    }
}

void FormView::retranslate()
{
    for (const SectionSpec &section : m_form.sections)
        m_headings.value(section.key)->setText(local(section.title));
    for (QCheckBox *box : std::as_const(m_sameBoxes)) {
        box->setText(tr("Same as the present address"));
        box->setAccessibleName(box->text());
        box->setFont(uiFont(TextStyle::Body));
        box->setMinimumHeight(scaledRoom(44));
    }
    if (m_unknown) {
        m_unknown->setText(tr("This station does not know the form of “%1” any more, so it cannot be "
                              "finished here. All that was entered is kept. Call the help desk.")
                               .arg(m_form.id));
        m_unknown->setWordWrap(true);
    }
    QWidget *last = nullptr;
    for (Field *field : order()) {
        if (!field->message().isEmpty() && m_desk.hasEnrolment())
            judge(field, true);
        if (last)
            QWidget::setTabOrder(last, field->input());
        last = field->input();
    }
}

/// A message that appears and a change of the language move the lines: the field in hand stays in view.
bool FormView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && qobject_cast<QCheckBox *>(watched)
        && walkFrom(watched, *static_cast<QKeyEvent *>(event)))
        return true;
    const bool handled = QScrollArea::eventFilter(watched, event);
    if (watched == widget() && event->type() == QEvent::Resize)
        for (Field *field : std::as_const(m_fields))
            if (field->hasInputFocus())
                ensureWidgetVisible(field, 0, 40);
    return handled;
}

void FormView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QScrollArea::changeEvent(event);
}

} // namespace indraj
