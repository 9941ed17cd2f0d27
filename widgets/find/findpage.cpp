#include "widgets/find/findpage.h"

#include "enrollment/validation.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/datatable.h"
#include "widgets/controls/field.h"
#include "widgets/controls/keyswitch.h"
#include "widgets/controls/panel.h"
#include "widgets/controls/statuschip.h"
#include "widgets/controls/textlabel.h"
#include "widgets/find/findmodel.h"
#include "widgets/shell/words.h"

#include <QCheckBox>
#include <QEvent>
#include <QGridLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int typingPauseMs = 250;
constexpr int findDateWidth = 150;
constexpr int stateWidth = 196;
constexpr int findSideRows = 4;

FieldSpec dayField(const QString &key, const BilingualText &label)
{
    FieldSpec spec;
    spec.key = key;
    spec.type = FieldType::Date;
    spec.label = label;
    spec.required = false;
    return spec;
}

} // namespace

FindPage::FindPage(EnrolmentStore &store, EnrolmentDesk &desk, QWidget *parent)
    : Page(parent)
    , m_desk(desk)
    , m_model(new FindModel(store, this))
    , m_filter(new Panel(this))
    , m_notice(new Banner(this))
    , m_count(new TextLabel(TextStyle::Small, this))
    , m_empty(new TextLabel(TextStyle::Body, this))
    , m_table(new DataTable(this))
    , m_side(new QWidget)
{
    buildFilter();
    buildSide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_filter);
    column->addWidget(m_notice);
    m_count->setTone(u"muted"_s);
    column->addWidget(m_count);
    m_empty->setTone(u"muted"_s);
    m_empty->setWordWrap(true);
    column->addWidget(m_empty);
    m_table->setObjectName(u"find.table"_s);
    m_table->setModel(m_model);
    auto *header = m_table->horizontalHeader();
    for (const auto &[section, width] : {std::pair{int(FindModel::Token), 96},
                                         {int(FindModel::State), stateWidth},
                                         {int(FindModel::By), 144},
                                         {int(FindModel::Saved), 142}}) {
        header->setSectionResizeMode(section, QHeaderView::Fixed);
        header->resizeSection(section, width);
    }
    column->addWidget(m_table, 1);
    column->addStretch(0); // in place of a table that has no rows
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPauseMs);
    connect(&m_typing, &QTimer::timeout, this, &FindPage::search);
    connect(m_model, &FindModel::loaded, this, &FindPage::refresh);
    connect(m_model, &FindModel::loadFailed, this, [this](const StoreError &error) {
        m_notice->show(MessageKind::Error, storeErrorWords(error), std::nullopt);
    });
    connect(m_table, &DataTable::rowChanged, this, &FindPage::refreshSide);
    connect(m_table, &DataTable::opened, this, &FindPage::openRow);
    retranslate();
}

FindPage::~FindPage()
{
    if (!m_side->parent())
        delete m_side;
}

void FindPage::setPersonNames(const PersonName &names)
{
    m_personName = names;
    m_model->setPersonNames(names);
}

void FindPage::buildFilter()
{
    m_textLabel = new TextLabel(TextStyle::Label, m_filter);
    m_text = new QLineEdit(m_filter);
    m_text->setObjectName(u"field.find"_s);
    m_textLabel->setBuddy(m_text);
    new KeySwitch(m_text, KeySwitch::Offer::Either);
    m_from = new Field(dayField(u"find.from"_s, {u"From day"_s, u"اس دن سے"_s}), m_filter);
    m_to = new Field(dayField(u"find.to"_s, {u"To day"_s, u"اس دن تک"_s}), m_filter);
    m_similar = new QCheckBox(m_filter);
    m_similar->setObjectName(u"field.similar"_s);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_textLabel);
    words->addWidget(m_text);
    words->addStretch(1);
    auto *tick = new QVBoxLayout;
    tick->setSpacing(2);
    auto *level = new TextLabel(TextStyle::Label, m_filter); // the box stands level with the fields
    tick->addWidget(level);
    tick->addWidget(m_similar);
    tick->addStretch(1);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addLayout(words, 1);
    row->addWidget(m_from);
    row->addWidget(m_to);
    row->addLayout(tick);
    m_from->setFixedWidth(findDateWidth);
    m_to->setFixedWidth(findDateWidth);
    m_filter->body()->addLayout(row);
    connect(m_text, &QLineEdit::textEdited, &m_typing, qOverload<>(&QTimer::start));
    connect(m_text, &QLineEdit::returnPressed, this, [this] {
        search();
        m_table->setFocus(Qt::TabFocusReason);
    });
    for (Field *field : {m_from, m_to})
        connect(field, &Field::edited, &m_typing, qOverload<>(&QTimer::start));
    connect(m_similar, &QCheckBox::toggled, this, &FindPage::search);
}

void FindPage::buildSide()
{
    m_side->setObjectName(u"find.side"_s);
    auto *column = new QVBoxLayout(m_side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    m_sideToken = new TextLabel(TextStyle::Title, m_side, Script::English);
    m_sideEnglish = new TextLabel(TextStyle::Heading, m_side, Script::English);
    m_sideUrdu = new TextLabel(TextStyle::Heading, m_side, Script::Nastaliq);
    m_sideState = new StatusChip(m_side);
    for (TextLabel *label : {m_sideToken, m_sideEnglish, m_sideUrdu})
        column->addWidget(label, 0, Qt::AlignLeading);
    m_sideEnglish->setWordWrap(true);
    column->addWidget(m_sideState, 0, Qt::AlignLeading);
    column->addWidget(hairline(m_side));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    for (int i = 0; i < findSideRows; ++i) {
        m_sideNames.append(new TextLabel(TextStyle::Small, m_side));
        m_sideValues.append(new TextLabel(TextStyle::Body, m_side));
        m_sideNames.last()->setTone(u"muted"_s);
        m_sideValues.last()->setTrailing(true);
        grid->addWidget(m_sideNames.last(), i, 0);
        grid->addWidget(m_sideValues.last(), i, 1);
    }
    column->addLayout(grid);
    m_sideHint = new TextLabel(TextStyle::Body, m_side);
    m_sideHint->setWordWrap(true);
    m_sideHint->setTone(u"muted"_s);
    column->addWidget(m_sideHint);
    column->addStretch(1);
}

PageChrome FindPage::chrome() const
{
    PageChrome chrome;
    chrome.title = tr("Find");
    chrome.subtitle = tr("Token, name in either script, or card number.");
    chrome.start = {{.id = u"back"_s,
                     .text = tr("Today"),
                     .key = QKeySequence(Qt::ALT | Qt::Key_Left),
                     .icon = u"back"_s}};
    chrome.hints = {{u"↑ ↓"_s, tr("Choose")}, {u"Enter"_s, tr("Open")}};
    const EnrolmentSummary *one = m_model->at(m_table->currentRow());
    const QString target = one ? targetOf(*one) : QString();
    const QString text = target == "approval"_L1 ? tr("Open the approval")
        : target == "sending"_L1                 ? tr("Where is it?")
                                                 : tr("Open");
    chrome.end
        = {{.id = u"clear"_s, .text = tr("Clear the search")},
           {.id = u"open"_s, .text = text, .kind = ActionSpec::Kind::Primary, .enabled = !target.isEmpty()}};
    return chrome;
}

void FindPage::enter()
{
    search();
    m_text->setFocus(Qt::OtherFocusReason);
    m_text->selectAll();
}

void FindPage::leave()
{
    m_typing.stop();
    m_model->forget();
    refreshSide();
}

void FindPage::trigger(const QString &actionId)
{
    if (actionId == "back"_L1) {
        Q_EMIT navigate(u"home"_s);
    } else if (actionId == "open"_L1) {
        openRow();
    } else if (actionId == "clear"_L1) {
        m_text->clear();
        m_from->setValue({});
        m_to->setValue({});
        const QSignalBlocker quiet(m_similar);
        m_similar->setChecked(false);
        enter();
    }
}

QDate FindPage::dayIn(Field *field, bool *right) const
{
    const QString typed = field->typed().trimmed();
    if (typed.isEmpty()) {
        field->clearMessage();
        return {};
    }
    const QDate day = QDate::fromString(normaliseField(field->spec(), typed), Qt::ISODate);
    *right = *right && day.isValid();
    if (day.isValid())
        field->clearMessage();
    else
        field->setMessage(MessageKind::Neutral, tr("day/month/year"));
    return day;
}

void FindPage::search()
{
    m_typing.stop();
    bool right = true;
    ListFilter filter;
    filter.states = {EnrolmentState::Draft,     EnrolmentState::Reviewed,
                     EnrolmentState::SignedOff, EnrolmentState::AwaitingApproval,
                     EnrolmentState::Returned,  EnrolmentState::Rejected,
                     EnrolmentState::Approved,  EnrolmentState::Sealed,
                     EnrolmentState::Sending,   EnrolmentState::Received,
                     EnrolmentState::Erased};
    filter.text = normaliseUrdu(m_text->text().simplified());
    filter.similar = m_similar->isChecked() && !filter.text.isEmpty();
    filter.from = dayIn(m_from, &right);
    filter.to = dayIn(m_to, &right);
    if (!right)
        return; // half a date: what is shown stays until it is whole
    m_notice->hide();
    m_model->setFilter(filter);
}

void FindPage::refresh()
{
    const int rows = m_model->rowCount();
    const QString number = isolated(QString::number(rows));
    m_empty->setVisible(rows == 0);
    m_table->setVisible(rows > 0);
    m_count->setVisible(rows > 0);
    m_count->setText(m_model->isComplete() ? tr("%1 found").arg(number)
                                           : tr("%1 shown, more below").arg(number));
    if (rows > 0 && m_table->currentRow() < 0)
        m_table->selectRow(0);
    refreshSide();
}

QString FindPage::targetOf(const EnrolmentSummary &one) const
{
    const bool supervisor = m_desk.actor().role == Role::Supervisor;
    switch (one.state) {
    case EnrolmentState::Draft:
    case EnrolmentState::Reviewed:
    case EnrolmentState::Returned:
        return u"open:"_s + one.id.toString();
    case EnrolmentState::SignedOff:
    case EnrolmentState::AwaitingApproval:
        return supervisor ? u"approval"_s : QString();
    case EnrolmentState::Approved:
    case EnrolmentState::Sealed:
    case EnrolmentState::Sending:
    case EnrolmentState::Received:
    case EnrolmentState::Erased:
        return u"sending"_s;
    case EnrolmentState::Rejected:
        return {};
    }
    Q_UNREACHABLE();
}

void FindPage::openRow()
{
    if (const EnrolmentSummary *one = m_model->at(m_table->currentRow()))
        if (const QString target = targetOf(*one); !target.isEmpty())
            Q_EMIT navigate(target);
}

void FindPage::refreshSide()
{
    const EnrolmentSummary *one = m_model->at(m_table->currentRow());
    const auto parts = m_side->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
    for (QWidget *part : parts)
        part->setVisible(one);
    if (one) {
        m_sideToken->setText(one->token);
        m_sideEnglish->setText(one->nameEnglish);
        m_sideUrdu->setText(one->nameUrdu);
        m_sideEnglish->setVisible(!one->nameEnglish.isEmpty());
        m_sideUrdu->setVisible(!one->nameUrdu.isEmpty());
        const StateWords words = stateWords(one->state);
        m_sideState->setState(words.kind, words.text, words.icon);
        const QStringList names{tr("Service"), tr("Captured by"), tr("Begun"), tr("Last saved")};
        const QStringList values{serviceName(one->service, m_desk.forms()), m_personName(one->capturedBy),
                                 dayTimeWords(one->createdAt), dayTimeWords(one->savedAt)};
        for (int i = 0; i < findSideRows; ++i) {
            m_sideNames.at(i)->setText(names.at(i));
            m_sideValues.at(i)->setText(values.at(i));
        }
        QString hint;
        if (!one->returnReason.isEmpty())
            hint = tr("Reason: %1").arg(reasonWords(one->returnReason));
        else if (targetOf(*one).isEmpty())
            hint = tr("It waits for the in-charge.");
        m_sideHint->setText(hint);
    } else {
        for (TextLabel *label : {m_sideToken, m_sideEnglish, m_sideUrdu})
            label->clear();
    }
    Q_EMIT chromeChanged();
}

void FindPage::retranslate()
{
    m_textLabel->setText(tr("Token, name or number"));
    m_text->setAccessibleName(m_textLabel->text());
    m_text->setFont(uiFont(TextStyle::Field));
    m_text->setFixedHeight(scaledRoom(44));
    m_similar->setText(tr("Similar names too"));
    m_similar->setFont(uiFont(TextStyle::Body));
    m_similar->setMinimumHeight(scaledRoom(44));
    m_similar->setAccessibleName(m_similar->text());
    m_table->setAccessibleName(tr("Enrolments found"));
    m_empty->setText(tr("Nothing fits. Try fewer letters, or tick “Similar names too”."));
    refresh();
}

void FindPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Page::changeEvent(event);
}

} // namespace indraj
