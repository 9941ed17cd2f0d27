#include "widgets/sending/sendingpage.h"

#include "widgets/controls/actionbutton.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/datatable.h"
#include "widgets/controls/panel.h"
#include "widgets/controls/textlabel.h"
#include "widgets/review/parts.h"
#include "widgets/review/spokenwords.h"
#include "widgets/sending/carryrow.h"
#include "widgets/sending/diskrow.h"
#include "widgets/sending/uploadmodel.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

QList<TimelineView::Entry> uploadTimeline(const UploadRecord &record, const PersonName &personName)
{
    using State = TimelineView::Entry::State;
    const auto words
        = [](const char *text) { return QCoreApplication::translate("indraj::UploadTimeline", text); };
    const auto entry = [](const QString &title, const QDateTime &at, const QString &detail) {
        return TimelineView::Entry{
            at.isValid() ? State::Done : State::ToDo,
            at.isValid() ? title + u' ' + isolated(at.toLocalTime().toString(u"HH:mm"_s)) : title, detail};
    };
    const auto megabytes = [](qint64 bytes) { return QString::number(double(bytes) / 1e6, 'f', 1); };
    QList<TimelineView::Entry> entries{
        entry(words(QT_TRANSLATE_NOOP("indraj::UploadTimeline", "Approved")), record.approvedAt,
              personName(record.approvedBy)),
        entry(words(QT_TRANSLATE_NOOP("indraj::UploadTimeline", "Sealed")), record.sealedAt,
              words(QT_TRANSLATE_NOOP("indraj::UploadTimeline", "Only central can open it")))};
    TimelineView::Entry sending{
        State::ToDo, words(QT_TRANSLATE_NOOP("indraj::UploadTimeline", "Sending")), {}};
    if (record.receivedAt.isValid())
        sending.state = State::Done;
    else if (record.lastFault == UploadFault::Conflict || record.lastFault == UploadFault::RefusedByCentral
             || record.lastFault == UploadFault::ReceiptInvalid
             || record.lastFault == UploadFault::ReceiptOtherHead
             || record.lastFault == UploadFault::SealFailed || record.lastFault == UploadFault::LocalDamage)
        sending.state = State::Failed;
    else if (record.sealedAt.isValid())
        sending.state = State::Waiting;
    if (record.size > 0)
        sending.detail = words(QT_TRANSLATE_NOOP("indraj::UploadTimeline", "%1 of %2 MB"))
                             .arg(megabytes(record.receivedAt.isValid() ? record.size : record.committed),
                                  megabytes(record.size));
    entries << sending
            << entry(words(QT_TRANSLATE_NOOP("indraj::UploadTimeline", "Received by central")),
                     record.receivedAt, words(QT_TRANSLATE_NOOP("indraj::UploadTimeline", "Signed receipt")))
            << entry(words(QT_TRANSLATE_NOOP("indraj::UploadTimeline", "Erased here")), record.erasedAt,
                     words(QT_TRANSLATE_NOOP("indraj::UploadTimeline", "Only after the receipt")));
    if (record.decision)
        entries << entry(words(QT_TRANSLATE_NOOP("indraj::UploadTimeline", "Central has decided")),
                         record.decision->decidedAt, {});
    return entries;
}

QString uploadDetails(const UploadRecord &record)
{
    const auto words
        = [](const char *text) { return QCoreApplication::translate("indraj::UploadDetails", text); };
    const auto time = [](const QDateTime &at) { return isolated(at.toLocalTime().toString(u"HH:mm"_s)); };
    QStringList tries;
    if (record.tries > 0)
        tries << words(QT_TRANSLATE_NOOP("indraj::UploadDetails", "Tries: %1"))
                     .arg(isolated(QString::number(record.tries)));
    if (record.lastTryAt.isValid())
        tries
            << words(QT_TRANSLATE_NOOP("indraj::UploadDetails", "Last try: %1")).arg(time(record.lastTryAt));
    if (record.notBefore.isValid() && !record.receivedAt.isValid())
        tries
            << words(QT_TRANSLATE_NOOP("indraj::UploadDetails", "Next try: %1")).arg(time(record.notBefore));
    QStringList lines;
    if (!tries.isEmpty())
        lines << tries.join(u" · "_s);
    if (!record.requestId.isEmpty())
        lines << words(QT_TRANSLATE_NOOP("indraj::UploadDetails", "Number of central’s answer: %1"))
                     .arg(isolated(record.requestId));
    return lines.join(u'\n');
}

SendingPage::SendingPage(Sender &sender, QWidget *parent)
    : Page(parent)
    , m_sender(sender)
    , m_notice(new Banner)
    , m_toSend(new Tile)
    , m_received(new Tile)
    , m_erased(new Tile)
    , m_needs(new Tile)
    , m_table(new QTableView)
    , m_empty(new TextLabel(TextStyle::Body))
    , m_model(new UploadModel(this))
    , m_side(new QWidget)
    , m_token(new TextLabel(TextStyle::Title, nullptr, Script::English))
    , m_whyTitle(new TextLabel(TextStyle::Label))
    , m_why(new TextLabel(TextStyle::Body))
    , m_toDo(new TextLabel(TextStyle::Body))
    , m_details(new TextLabel(TextStyle::Small))
    , m_timeline(new TimelineView)
    , m_retry(new ActionButton(u"sending.retry"_s, {}))
    , m_disk(new DiskRow(sender))
    , m_carry(new CarryRow(sender))
{
    setObjectName(u"page.sending"_s);
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(12);
    m_notice->hide();
    box->addWidget(m_notice);
    auto *tiles = new QHBoxLayout;
    tiles->setSpacing(12);
    for (Tile *tile : {m_toSend, m_received, m_erased, m_needs})
        tiles->addWidget(tile, 1);
    box->addLayout(tiles);
    m_table->setObjectName(u"sending.table"_s);
    m_table->setModel(m_model);
    m_table->setItemDelegate(new UploadDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(UploadModel::State, QHeaderView::Fixed);
    m_table->horizontalHeader()->resizeSection(UploadModel::State, 260);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setProperty("noFocusRing", true); // the chosen row shows where the keys go
    m_table->setTabKeyNavigation(false);
    m_empty->setWordWrap(true);
    m_empty->setTone(u"muted"_s);
    box->addWidget(m_empty);
    box->addWidget(m_table, 1);
    box->addStretch(0); // in place of a table that has no rows
    box->addWidget(m_disk);
    box->addWidget(m_carry);
    buildSide();
    m_clock.setInterval(30000);
    connect(&m_clock, &QTimer::timeout, this, &SendingPage::reload);
    connect(&m_sender, &Sender::recordsChanged, this, &SendingPage::reload);
    connect(&m_sender, &Sender::lineChanged, this, [this, paused = m_sender.line().paused]() mutable {
        refreshTiles();
        if (std::exchange(paused, m_sender.line().paused) != paused)
            Q_EMIT chromeChanged();
    });
    connect(&m_sender, &Sender::progress, this, [this](PacketId packet, qint64 committed) {
        m_model->setProgress(packet, committed);
        if (packet == m_selected)
            refreshSide();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                const UploadRecord *record = m_model->at(current.row());
                if (record) // a reset of the model clears the selection, but not what was chosen
                    m_selected = record->packet;
                refreshSide();
                if (std::exchange(m_correctable, mayCorrect()) != mayCorrect())
                    Q_EMIT chromeChanged();
            });
    reload();
}

SendingPage::~SendingPage()
{
    if (!m_side->parent())
        delete m_side;
}

void SendingPage::buildSide()
{
    m_side->setObjectName(u"sending.side"_s);
    auto *whole = new QVBoxLayout(m_side);
    whole->setContentsMargins(0, 0, 0, 0);
    m_chosen = new QWidget(m_side);
    whole->addWidget(m_chosen);
    auto *box = new QVBoxLayout(m_chosen);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(12);
    auto *why = new Panel;
    m_why->setWordWrap(true);
    m_toDo->setWordWrap(true);
    m_toDo->setBold(true);
    m_why->setObjectName(u"sending.why"_s);
    m_toDo->setObjectName(u"sending.todo"_s);
    m_details->setWordWrap(true);
    m_details->setTone(u"muted"_s);
    m_details->setObjectName(u"sending.details"_s);
    m_whyTitle->setTone(u"info"_s);
    why->body()->addWidget(m_whyTitle);
    why->body()->addWidget(m_why);
    m_retry->setKeyHint(u"F5"_s);
    m_retry->setIconName(u"again"_s);
    connect(m_retry, &QAbstractButton::clicked, this, [this] { trigger(u"retry"_s); });
    box->addWidget(m_token, 0, Qt::AlignLeading);
    box->addWidget(why);
    box->addWidget(m_toDo);
    box->addWidget(m_details);
    box->addWidget(hairline(m_chosen));
    box->addWidget(m_timeline);
    box->addStretch(1);
    box->addWidget(m_retry, 0, Qt::AlignHCenter);
}

void SendingPage::enter()
{
    m_clock.start();
    reload();
    m_table->setFocus();
}

void SendingPage::leave() { m_clock.stop(); }

void SendingPage::reload()
{
    const PacketId keep = m_selected;
    m_model->setRecords(m_sender.records(), QDateTime::currentDateTimeUtc(), isRightToLeft());
    const int row = qMax(0, m_model->rowOf(keep));
    m_table->setAccessibleName(tr("Sending"));
    dressHeader(*m_table->horizontalHeader());
    m_table->verticalHeader()->setDefaultSectionSize(scaledRoom(52));
    m_table->setVisible(m_model->rowCount() > 0);
    m_empty->setVisible(m_model->rowCount() == 0);
    m_empty->setText(tr("Nothing was approved here yet. What is approved is sent by itself."));
    if (m_model->rowCount() > 0)
        choose(row);
    m_retry->setLabel(tr("Try now"));
    m_whyTitle->setText(tr("Why is this still here?"));
    refreshTiles();
    refreshSide();
    Q_EMIT chromeChanged();
}

/// Not QTableView::selectRow(), which looks for the first column at the edge of the view: from right to left
/// there may be none, and then nothing is chosen.
void SendingPage::choose(int row)
{
    m_table->selectionModel()->setCurrentIndex(
        m_model->index(row, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void SendingPage::refreshTiles()
{
    int toSend = 0, received = 0, erased = 0, needs = 0;
    qint64 bytes = 0;
    for (int i = 0; const UploadRecord *record = m_model->at(i); ++i) {
        const bool gone = record->state == EnrolmentState::Erased;
        const bool there = gone || record->state == EnrolmentState::Received;
        received += there;
        erased += gone;
        toSend += !there;
        bytes += there ? 0 : record->size - record->committed;
        needs += needsSomebody(*record, QDateTime::currentDateTimeUtc());
    }
    m_toSend->setTile(
        QString::number(toSend),
        tr("still to send, %1").arg(isolated(QString::number(double(bytes) / 1e6, 'f', 1) + u" MB"_s)));
    m_received->setTile(QString::number(received), tr("received by central"));
    m_erased->setTile(QString::number(erased), tr("erased here after receipt"));
    m_needs->setTile(QString::number(needs), tr("need you"),
                     needs ? MessageKind::Error : MessageKind::Neutral);
    notify(*m_notice, MessageKind::Warn, noticeText(toSend));
}

QString SendingPage::noticeText(int toSend) const
{
    const LineStatus line = m_sender.line();
    if (line.reconciliation.agreement == Agreement::Fork)
        return tr(
            "Central knows another history of this station: a copy of it works elsewhere, or an old one was "
            "put back. Stop enrolling and call the help desk.");
    if (line.reconciliation.agreement == Agreement::Gap)
        return tr("%1 packets are neither here nor at central, the first is number %2. Call the help desk.")
            .arg(isolated(QString::number(line.reconciliation.lost.size())),
                 isolated(QString::number(line.reconciliation.lost.first())));
    if (line.paused)
        return tr("Sending is paused. All is safe here until somebody lets it go on.");
    if (toSend == 0)
        return {};
    if (line.capReached)
        return tr("The day’s %1 are used up. The rest goes tomorrow, or now with “Try now”.")
            .arg(isolated(QString::number(line.dayCap / 1'000'000) + u" MB"_s));
    if (!line.online && line.lastFault == UploadFault::NotCentral)
        return tr("Something else answers in central’s place: sign in to this network or use another line.");
    return line.online ? QString()
                       : tr("Offline, all is safe here. It is sent by itself when the line is back.");
}

void SendingPage::refreshSide()
{
    const int row = m_model->rowOf(m_selected);
    const UploadRecord *record = m_model->at(row);
    m_chosen->setVisible(record);
    if (!record)
        return;
    const WhyHere why = whatBecameOf(*record, QDateTime::currentDateTimeUtc(), m_texts);
    m_token->setText(record->token);
    m_why->setText(said(this, why.happened));
    m_toDo->setText(
        tr("You need to do: %1").arg(why.toDo.english.isEmpty() ? tr("nothing") : said(this, why.toDo)));
    m_toDo->setTone(why.needsPerson ? u"error"_s : QString());
    m_details->setText(uploadDetails(*record));
    m_timeline->setEntries(uploadTimeline(*record, m_personName));
    const bool there = record->state == EnrolmentState::Erased || record->state == EnrolmentState::Received;
    m_whyTitle->setText(record->decision ? tr("What does central say?")
                            : there      ? tr("Where is it?")
                                         : tr("Why is this still here?"));
    m_retry->setVisible(!there);
    m_details->setVisible(!there && !m_details->text().isEmpty());
}

void SendingPage::setTexts(const DecisionTexts &texts)
{
    m_texts = texts;
    refreshSide();
}

/// Once begun it is opened again by the same key, until it is sent.
bool SendingPage::mayCorrect() const
{
    const UploadRecord *record = m_model->at(m_model->rowOf(m_selected));
    return record && record->decision && record->decision->verdict == CentralVerdict::NeedsCorrection;
}

QString SendingPage::whyText() const { return m_why->text(); }

QString SendingPage::toDoText() const { return m_toDo->text(); }

PageChrome SendingPage::chrome() const
{
    PageChrome chrome;
    chrome.title = tr("Sending");
    chrome.subtitle = tr("Everything is safe here until central confirms it.");
    chrome.start = {ActionSpec{u"back"_s, tr("Today"), QKeySequence(Qt::ALT | Qt::Key_Left),
                               ActionSpec::Kind::Normal, true, u"back"_s}};
    chrome.hints = {{u"↑ ↓"_s, tr("Choose")}};
    const bool needed = m_model->firstNeedingPerson() >= 0;
    ActionSpec retry{u"retry"_s,
                     tr("Try now"),
                     QKeySequence(Qt::Key_F5),
                     needed ? ActionSpec::Kind::Normal : ActionSpec::Kind::Primary,
                     m_model->rowCount() > 0,
                     u"again"_s};
    ActionSpec pause{u"pause"_s,
                     m_sender.line().paused ? tr("Go on sending") : tr("Pause sending"),
                     QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P),
                     ActionSpec::Kind::Normal,
                     true,
                     m_sender.line().paused ? u"forward"_s : u"pause"_s};
    chrome.end = {pause, retry};
    if (mayCorrect())
        chrome.end.prepend({u"correct"_s, tr("Correct it"), QKeySequence(Qt::Key_F7),
                            ActionSpec::Kind::Normal, true, u"pen"_s});
    if (needed)
        chrome.end << ActionSpec{u"needed"_s, tr("Open what needs you"), {}, ActionSpec::Kind::Primary, true,
                                 {}};
    return chrome;
}

void SendingPage::trigger(const QString &actionId)
{
    if (actionId == u"back"_s)
        Q_EMIT navigate(u"home"_s);
    else if (actionId == u"retry"_s)
        m_sender.sendNow();
    else if (actionId == u"pause"_s)
        m_sender.setPaused(!m_sender.line().paused);
    else if (actionId == u"correct"_s && mayCorrect())
        Q_EMIT navigate(u"correct:"_s + m_selected.toString());
    else if (actionId == u"needed"_s && m_model->firstNeedingPerson() >= 0)
        choose(m_model->firstNeedingPerson());
}

void SendingPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LayoutDirectionChange) {
        m_disk->retranslate();
        m_carry->retranslate();
        reload();
    }
    Page::changeEvent(event);
}

} // namespace indraj
