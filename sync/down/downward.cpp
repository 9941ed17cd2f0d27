#include "sync/down/downward.h"

#include "sync/canonicaljson.h"
#include "sync/down/decisionpage.h"
#include "sync/synclog.h"

#include <QFile>

#include <algorithm>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString staffItem = u"staff.json"_s;

std::optional<SetError> faultOfAnswer(const CentralAnswer &answer)
{
    if (answer.ok())
        return std::nullopt;
    return SetError{SetFault::NoAnswer, answer.detail};
}

} // namespace

Downward::Downward(Context context, QObject *parent)
    : StoreUser(parent)
    , m_context(std::move(context))
{
}

void Downward::cancel()
{
    StoreUser::cancel();
    m_done = nullptr;
}

void Downward::run(std::function<void(const DownwardReport &)> done)
{
    m_done = std::move(done);
    m_report.at = m_context.nowUtc();
    when(m_context.store.downwardState(), [this](const tl::expected<DownwardState, StoreError> &state) {
        if (!state) {
            m_report.decisionFault = state.error().detail;
            return end();
        }
        m_state = *state;
        askNews();
    });
}

void Downward::askNews()
{
    const qint64 reference = m_context.folder.newest(SetChannel::Reference);
    const qint64 staff = m_context.folder.newest(SetChannel::Staff);
    m_context.client.news(reference, staff, m_state.decisions, [this](const CentralAnswer &answer) {
        const auto news = answer.ok() ? parseCanonicalJson(answer.body)
                                      : tl::expected<QJsonObject, QString>(tl::unexpect, answer.detail);
        if (!news) {
            qCWarning(lcSync, "central's news were not read: %s", qPrintable(news.error()));
            return end();
        }
        m_report.answered = true;
        m_newsDecisions = news->value("decisions"_L1).toInteger();
        m_newsReference = news->value("reference"_L1).toInteger();
        m_newsStaff = news->value("staff"_L1).toInteger();
        fetchDecisions();
    });
}

bool Downward::givesWay(qint64 bytes)
{
    if (!m_context.mayGoOn || m_context.mayGoOn(bytes))
        return false;
    m_report.gaveWay = true;
    return true;
}

void Downward::fetchDecisions()
{
    if (m_newsDecisions <= m_state.decisions || givesWay(largestAnswer))
        return fetchSet(SetChannel::Staff);
    m_context.client.decisions(m_state.decisions,
                               [this](const CentralAnswer &answer) { takeDecisions(answer); });
}

void Downward::takeDecisions(const CentralAnswer &answer)
{
    const auto page = answer.ok()
        ? readDecisionPage(answer.body, m_context.receiptPem, m_context.station, m_state.decisions)
        : tl::expected<DecisionPage, QString>(tl::unexpect, answer.detail);
    if (!page || page->decisions.isEmpty()) {
        m_report.decisionFault = page ? u"an empty page"_s : page.error();
        qCWarning(lcSync, "decisions after %lld not taken: %s", static_cast<long long>(m_state.decisions),
                  qPrintable(m_report.decisionFault));
        return fetchSet(SetChannel::Staff);
    }
    when(m_context.store.recordDecisions(page->decisions),
         [this, page = *page](const tl::expected<Done, StoreError> &done) {
             if (!done) {
                 m_report.decisionFault = done.error().detail;
                 return fetchSet(SetChannel::Staff);
             }
             m_report.decisions += static_cast<int>(page.decisions.size());
             m_state.decisions = page.decisions.last().number;
             m_newsDecisions = page.last;
             fetchDecisions();
         });
}

void Downward::fetchSet(SetChannel channel)
{
    const qint64 news = channel == SetChannel::Staff ? m_newsStaff : m_newsReference;
    if (news <= m_context.folder.newest(channel) || givesWay(largestAnswer))
        return afterSet(channel);
    m_context.client.set(channelName(channel),
                         [this, channel](const CentralAnswer &answer) { takeList(channel, answer); });
}

void Downward::takeList(SetChannel channel, const CentralAnswer &answer)
{
    if (const auto fault = faultOfAnswer(answer))
        return setFailed(channel, *fault);
    const qint64 floor = channel == SetChannel::Staff ? m_state.staffVersion : m_state.referenceVersion;
    const auto set = m_context.folder.accept(answer.body, channel, floor);
    if (!set)
        return setFailed(channel, set.error());
    m_coming = *set;
    m_comingList = answer.body;
    m_nextItem = 0;
    m_context.folder.reuse(*set);
    fetchItem();
}

void Downward::fetchItem()
{
    while (m_nextItem < m_coming.items.size()
           && m_context.folder.arrived(m_coming.items.at(m_nextItem)) == m_coming.items.at(m_nextItem).length)
        ++m_nextItem;
    if (m_nextItem >= m_coming.items.size())
        return installSet();
    const SetItem item = m_coming.items.at(m_nextItem);
    const qint64 arrived = m_context.folder.arrived(item);
    if (givesWay(std::min(largestPiece, item.length - arrived)))
        return afterSet(m_coming.channel);
    m_context.client.item(item.sha256, arrived,
                          [this, item](const CentralAnswer &answer) { takePiece(item, answer); });
}

void Downward::takePiece(const SetItem &item, const CentralAnswer &answer)
{
    if (const auto fault = faultOfAnswer(answer))
        return setFailed(m_coming.channel, *fault);
    if (const auto added = m_context.folder.append(item, answer.body); !added)
        return setFailed(m_coming.channel, added.error());
    fetchItem();
}

void Downward::installSet()
{
    const SetChannel channel = m_coming.channel;
    const auto held = m_context.folder.install(m_coming, m_comingList);
    if (!held)
        return setFailed(channel, held.error());
    qCInfo(lcSync, "set %s %lld is here", qPrintable(channelName(channel)),
           static_cast<long long>(held->set.version));
    if (channel == SetChannel::Staff)
        return afterSet(channel);
    const QString why = m_context.isUsable ? m_context.isUsable(held->items) : QString();
    if (!why.isEmpty()) {
        m_context.folder.refuse(*held, m_context.programVersion, why);
        return setFailed(channel, {SetFault::NotUsable, why});
    }
    when(m_context.store.recordReferenceVersion(held->set.version),
         [this, channel](const tl::expected<Done, StoreError> &done) {
             if (!done)
                 return setFailed(channel, {SetFault::StoreFailed, done.error().detail});
             afterSet(channel);
         });
}

void Downward::setFailed(SetChannel channel, const SetError &error)
{
    qCWarning(lcSync, "set %s not taken: fault %d, %s", qPrintable(channelName(channel)),
              static_cast<int>(error.fault), qPrintable(error.detail));
    (channel == SetChannel::Staff ? m_report.staffFault : m_report.referenceFault) = error;
    afterSet(channel);
}

void Downward::afterSet(SetChannel channel)
{
    if (channel == SetChannel::Staff)
        return applyStaffList();
    end();
}

/// The newest list that holds, at every look: who was held back may be let go now.
void Downward::applyStaffList()
{
    const QList<HeldSet> sets = m_context.folder.held(SetChannel::Staff);
    if (sets.isEmpty())
        return fetchSet(SetChannel::Reference);
    QFile file(sets.first().items + u'/' + staffItem);
    const auto orders = file.open(QIODevice::ReadOnly)
        ? parseStaff(file.readAll())
        : tl::expected<QList<StaffOrder>, QString>(tl::unexpect, u"no staff.json in the set"_s);
    if (!orders) {
        qCWarning(lcSync, "list of the staff not read: %s", qPrintable(orders.error()));
        m_report.staffFault = SetError{SetFault::NotUsable, orders.error()};
        return fetchSet(SetChannel::Reference);
    }
    when(m_context.store.applyStaff(*orders, sets.first().set.version),
         [this](const tl::expected<StaffOutcome, StoreError> &outcome) {
             if (outcome)
                 m_report.staff = *outcome;
             else
                 m_report.staffFault = SetError{SetFault::StoreFailed, outcome.error().detail};
             fetchSet(SetChannel::Reference);
         });
}

void Downward::end()
{
    for (const HeldSet &held : m_context.folder.held(SetChannel::Reference)) {
        if (held.refusedBy.isEmpty()) {
            m_report.reference = held.set.version;
            break;
        }
    }
    if (const auto done = std::exchange(m_done, nullptr))
        done(m_report);
}

} // namespace indraj
