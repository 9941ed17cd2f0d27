#include "widgets/audit/auditpage.h"

#include "widgets/audit/auditmodel.h"
#include "widgets/audit/auditwords.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/choicebox.h"
#include "widgets/controls/datatable.h"
#include "widgets/controls/field.h"
#include "widgets/controls/panel.h"
#include "widgets/controls/textlabel.h"
#include "widgets/desk/onanswer.h"
#include "widgets/shell/words.h"

#include <QEvent>
#include <QLineEdit>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

AuditPage::AuditPage(AuditStore &store, StationAccess &access, EnrolmentDesk &desk, QWidget *parent)
    : Page(parent)
    , m_store(store)
    , m_access(access)
    , m_desk(desk)
    , m_model(new AuditModel(store, this))
    , m_chain(new Banner(this))
    , m_filter(new Panel(this))
    , m_empty(new TextLabel(TextStyle::Body, this))
    , m_table(new DataTable(this))
    , m_side(new QWidget)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    buildFilter();
    buildTable();
    buildSide();
    column->addWidget(m_chain);
    column->addWidget(m_filter);
    column->addWidget(m_empty);
    column->addWidget(m_table, 1);
    m_empty->setTone(u"muted"_s);
    m_typing.setSingleShot(true);
    m_typing.setInterval(300);
    connect(&m_typing, &QTimer::timeout, this, &AuditPage::applyFilter);
    connect(m_model, &AuditModel::loaded, this, &AuditPage::refresh);
    connect(m_model, &AuditModel::loadFailed, this, [this](const StoreError &error) {
        m_chain->show(MessageKind::Error, storeErrorWords(error), std::nullopt);
    });
    connect(m_table, &DataTable::rowChanged, this, &AuditPage::refreshSide);
    connect(m_table, &DataTable::opened, this, [this] { trigger(u"details"_s); });
    retranslate();
}

AuditPage::~AuditPage()
{
    if (!m_side->parent())
        delete m_side;
}

PageChrome AuditPage::chrome() const
{
    PageChrome chrome;
    chrome.title = tr("Audit");
    chrome.subtitle = tr("Who did what, and when. Nothing here can be changed.");
    chrome.tool = ActionSpec{.id = u"export"_s,
                             .text = tr("Take a copy…"),
                             .key = QKeySequence(u"Ctrl+E"_s),
                             .enabled = !m_exporting && m_model->rowCount() > 0,
                             .icon = u"copy"_s};
    chrome.start = {{.id = u"back"_s,
                     .text = tr("Today"),
                     .key = QKeySequence(Qt::ALT | Qt::Key_Left),
                     .icon = u"back"_s}};
    chrome.hints = {{u"↑ ↓"_s, tr("Choose")}, {u"F6"_s, tr("Next part of the window")}};
    chrome.end = {{.id = u"clear"_s, .text = tr("Show all")},
                  {.id = u"check"_s,
                   .text = m_checking ? tr("Being checked…") : tr("Check the chain now"),
                   .key = QKeySequence(Qt::Key_F5),
                   .kind = ActionSpec::Kind::Primary,
                   .enabled = !m_checking,
                   .icon = u"again"_s}};
    return chrome;
}

void AuditPage::enter()
{
    fillChoices();
    applyFilter();
    check();
    m_table->setFocus(Qt::OtherFocusReason);
}

void AuditPage::trigger(const QString &actionId)
{
    if (actionId == "back"_L1) {
        Q_EMIT navigate(u"home"_s);
    } else if (actionId == "check"_L1) {
        applyFilter();
        check();
    } else if (actionId == "export"_L1) {
        askExport();
    } else if (actionId == "details"_L1) {
        refreshSide();
        if (!m_sideValues.isEmpty())
            m_sideValues.first()->setFocus(Qt::TabFocusReason);
    } else if (actionId == "clear"_L1) {
        m_from->setValue({});
        m_to->setValue({});
        m_subject->clear();
        m_actor->setCurrentIndex(0);
        m_event->setCurrentIndex(0);
        applyFilter();
    }
}

void AuditPage::applyFilter()
{
    m_typing.stop();
    bool right = true;
    AuditFilter filter;
    filter.from = dayIn(m_from, &right);
    filter.to = dayIn(m_to, &right);
    if (!right)
        return;
    filter.actor = m_actor->currentCode();
    if (const QString code = m_event->currentCode(); !code.isEmpty())
        filter.events = {code};
    filter.subject = m_subject->text().trimmed();
    m_model->setFilter(filter);
}

void AuditPage::check()
{
    if (m_checking)
        return;
    m_checking = true;
    m_chain->show(MessageKind::Info, tr("The chain is being checked…"), std::nullopt);
    Q_EMIT chromeChanged();
    onAnswer(this, m_store.checkAudit(), [this](const tl::expected<AuditReport, StoreError> &answer) {
        m_checking = false;
        if (answer) {
            m_report = *answer;
            const ChainWords words = auditChainWords(*answer);
            m_chain->show(words.kind, words.text, std::nullopt);
        } else {
            m_report.reset();
            m_chain->show(MessageKind::Error, storeErrorWords(answer.error()), std::nullopt);
        }
        Q_EMIT chromeChanged();
    });
}

void AuditPage::askExport()
{
    m_askPath(this, tr("Copy of: %1").arg(filterWords()), u"audit.jsonl"_s, u"jsonl"_s,
              [this](const QString &path) { exportTo(path); });
}

void AuditPage::exportTo(const QString &path)
{
    m_exporting = true;
    m_chain->show(MessageKind::Info, tr("The copy is being written and signed…"), std::nullopt);
    Q_EMIT chromeChanged();
    onAnswer(this, m_store.exportAudit(m_model->filter(), path, m_desk.actor()),
             [this](const tl::expected<Done, StoreError> &answer) {
                 m_exporting = false;
                 if (answer) {
                     m_chain->show(
                         MessageKind::Ok,
                         tr("The copy is written and signed. That you took it is noted in the chain."),
                         std::nullopt);
                     applyFilter();
                     Q_EMIT exported();
                 } else {
                     m_chain->show(MessageKind::Error,
                                   tr("No copy was written: %1").arg(storeErrorWords(answer.error())),
                                   std::nullopt);
                 }
                 Q_EMIT chromeChanged();
             });
}

QString AuditPage::chainText() const { return m_chain->isHidden() ? QString() : m_chain->text(); }

void AuditPage::refresh()
{
    const int rows = m_model->rowCount();
    m_empty->setVisible(rows == 0);
    m_table->setVisible(rows > 0);
    if (rows > 0 && m_table->currentRow() < 0)
        m_table->selectRow(0);
    refreshSide();
    Q_EMIT chromeChanged();
}

void AuditPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Page::changeEvent(event);
}

} // namespace indraj
