#include "widgets/sending/uploadmodel.h"

#include "widgets/controls/statuschip.h"
#include "widgets/review/parts.h"
#include "widgets/review/spokenwords.h"
#include "widgets/sending/decisionwords.h"

#include <QPainter>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

bool needsPerson(const UploadRecord &record)
{
    return needsSomebody(record, QDateTime::currentDateTimeUtc());
}

struct Chip {
    MessageKind kind;
    QString icon;
};

Chip chipFor(const UploadRecord &record, const QDateTime &now)
{
    if (needsPerson(record))
        return {MessageKind::Error, u"octagon"_s};
    if (record.decision && record.decision->verdict == CentralVerdict::NeedsCorrection)
        return {MessageKind::Info, u"pen"_s};
    if (record.decision && record.decision->verdict != CentralVerdict::Accepted)
        return {MessageKind::Warn, u"flag"_s};
    if (record.state == EnrolmentState::Received || record.state == EnrolmentState::Erased)
        return {MessageKind::Ok, u"tick"_s};
    if (record.notBefore > now)
        return {MessageKind::Info, u"clock"_s};
    if (record.state == EnrolmentState::Sending)
        return {MessageKind::Accent, u"forward"_s};
    return {MessageKind::Neutral, u"clock"_s};
}

} // namespace

int UploadModel::percent(const UploadRecord &record)
{
    if (record.state == EnrolmentState::Received || record.state == EnrolmentState::Erased)
        return 100;
    return record.size > 0 ? static_cast<int>(record.committed * 100 / record.size) : 0;
}

void UploadModel::setRecords(const QList<UploadRecord> &records, const QDateTime &now, bool urdu)
{
    beginResetModel();
    m_records = records;
    m_now = now;
    m_urdu = urdu;
    // What needs a person first; the rest as the queue says: unsent first, tombstones last.
    std::stable_sort(m_records.begin(), m_records.end(), [](const UploadRecord &a, const UploadRecord &b) {
        return needsPerson(a) && !needsPerson(b);
    });
    endResetModel();
}

void UploadModel::setProgress(PacketId packet, qint64 committed)
{
    const int row = rowOf(packet);
    if (row < 0)
        return;
    m_records[row].committed = committed;
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

const UploadRecord *UploadModel::at(int row) const
{
    return row >= 0 && row < m_records.size() ? &m_records[row] : nullptr;
}

int UploadModel::rowOf(PacketId packet) const
{
    for (int i = 0; i < m_records.size(); ++i)
        if (m_records[i].packet == packet)
            return i;
    return -1;
}

int UploadModel::firstNeedingPerson() const
{
    return !m_records.isEmpty() && needsPerson(m_records.first()) ? 0 : -1;
}

int UploadModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_records.size());
}

int UploadModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString UploadModel::stateWords(const UploadRecord &record) const
{
    if (record.decision) {
        const bool begun
            = record.decision->verdict == CentralVerdict::NeedsCorrection && !needsPerson(record);
        const BilingualText verdict = wordsFor(record.decision->verdict);
        return begun ? tr("Correction begun") : m_urdu ? verdict.urdu : verdict.english;
    }
    if (needsPerson(record))
        return tr("Needs you");
    if (record.notBefore > m_now && record.state != EnrolmentState::Received
        && record.state != EnrolmentState::Erased)
        return tr("Tries again %1").arg(isolated(record.notBefore.toLocalTime().toString(u"HH:mm"_s)));
    const BilingualText words = wordsFor(record.state);
    return m_urdu ? words.urdu : words.english;
}

QString UploadModel::sinceWords(const UploadRecord &record) const
{
    const QDateTime from = record.erasedAt.isValid() ? record.erasedAt
        : record.receivedAt.isValid()                ? record.receivedAt
        : record.sealedAt.isValid()                  ? record.sealedAt
                                                     : record.approvedAt;
    if (!from.isValid())
        return {};
    const qint64 minutes = from.secsTo(m_now) / 60;
    if (minutes < 1)
        return tr("now");
    if (minutes < 60)
        return tr("%1 min").arg(minutes);
    return isolated(from.toLocalTime().toString(from.date() == m_now.date() ? u"HH:mm"_s : u"dd/MM HH:mm"_s));
}

QVariant UploadModel::data(const QModelIndex &index, int role) const
{
    const UploadRecord *record = at(index.row());
    if (!record)
        return {};
    if (role == Qt::UserRole)
        return percent(*record);
    if (role == Qt::UserRole + 1)
        return static_cast<int>(chipFor(*record, m_now).kind);
    if (role == Qt::UserRole + 2)
        return chipFor(*record, m_now).icon;
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case Token:
        return record->token;
    case State:
        return stateWords(*record);
    case Since:
        return sinceWords(*record);
    case Size:
        return record->size > 0 ? isolated(QString::number(double(record->size) / 1e6, 'f', 1) + u" MB"_s)
                                : QString();
    case Sent:
        return isolated(QString::number(percent(*record)) + u" %"_s);
    default:
        return {};
    }
}

QVariant UploadModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeading | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Token:
        return tr("Token");
    case State:
        return tr("State");
    case Since:
        return tr("Since");
    case Size:
        return tr("Size");
    case Sent:
        return tr("Sent");
    default:
        return {};
    }
}

void UploadDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const Tokens &tokens = tokensOf(option.widget);
    const bool rtl = option.direction == Qt::RightToLeft;
    const bool chosen = option.state & QStyle::State_Selected;
    const auto kind = static_cast<MessageKind>(index.data(Qt::UserRole + 1).toInt());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setLayoutDirection(option.direction);
    painter->fillRect(option.rect, chosen ? tokens.accentSoft : tokens.surface);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), tokens.border);
    const QRect inner = option.rect.adjusted(12, 0, -12, 0);
    QFont font = fontFor(option.widget, TextStyle::Body);
    font.setPixelSize(scaledText(rtl ? 16 : 14));
    if (index.column() == UploadModel::State) {
        const QRect chip(inner.left(), inner.center().y() - 13, inner.width(), 26);
        StatusChip::paint(*painter, chip, tokens, option.direction, kind, index.data().toString(),
                          index.data(Qt::UserRole + 2).toString());
    } else if (index.column() == UploadModel::Sent) {
        const int percent = index.data(Qt::UserRole).toInt();
        const QRectF bar(rtl ? inner.right() - 52 : inner.left(), inner.center().y() - 3, 52, 7);
        painter->setPen(tokens.controlBorder);
        painter->setBrush(tokens.sunken);
        painter->drawRoundedRect(bar, 3.5, 3.5);
        QRectF part = bar;
        part.setWidth(bar.width() * percent / 100);
        if (rtl)
            part.moveRight(bar.right());
        painter->setPen(Qt::NoPen);
        painter->setBrush(
            messageColour(tokens, percent == 100 && kind != MessageKind::Error ? MessageKind::Ok : kind));
        painter->drawRoundedRect(part, 3.5, 3.5);
        painter->setFont(font);
        painter->setPen(tokens.textMuted);
        painter->drawText(inner, endSide(option.widget), index.data().toString());
    } else {
        font.setBold(index.column() == UploadModel::Token);
        painter->setFont(font);
        painter->setPen(index.column() == UploadModel::Token ? tokens.text : tokens.textMuted);
        painter->drawText(inner, startSide(option.widget), index.data().toString());
    }
    if (chosen && index.column() == UploadModel::Token)
        painter->fillRect(QRect(rtl ? option.rect.right() - 3 : option.rect.left(), option.rect.top(), 4,
                                option.rect.height()),
                          tokens.accent);
    painter->restore();
}

} // namespace indraj
