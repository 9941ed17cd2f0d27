#include "widgets/approval/approvalqueue.h"

#include "widgets/review/parts.h"
#include "widgets/theme/icons.h"

#include <QPainter>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

bool needsCloseLook(const EnrolmentSummary &summary, int acceptFrom)
{
    return summary.manualPortrait || summary.faceInDoubt || summary.vetoedFingers > 0
        || summary.exceptionCount > 0 || summary.eyeExceptionCount > 0 || summary.lowestFinger < acceptFrom
        || (summary.lowestFinger > 100 && summary.exceptionCount < 10);
}

ApprovalQueue::ApprovalQueue(int acceptFrom, QObject *parent)
    : QAbstractListModel(parent)
    , m_acceptFrom(acceptFrom)
{
}

void ApprovalQueue::setSummaries(QList<EnrolmentSummary> summaries)
{
    std::stable_sort(
        summaries.begin(), summaries.end(),
        [](const EnrolmentSummary &a, const EnrolmentSummary &b) { return a.savedAt < b.savedAt; });
    QList<Row> closely, quiet;
    for (const EnrolmentSummary &summary : summaries) {
        const bool look = needsCloseLook(summary, m_acceptFrom) || registryDoubts(summary);
        (look ? closely : quiet) << Row{false, look, 0, summary};
    }
    beginResetModel();
    m_rows.clear();
    m_size = static_cast<int>(summaries.size());
    if (!closely.isEmpty())
        m_rows << Row{true, true, static_cast<int>(closely.size()), {}} << closely;
    if (!quiet.isEmpty())
        m_rows << Row{true, false, static_cast<int>(quiet.size()), {}} << quiet;
    endResetModel();
}

int ApprovalQueue::rowOf(EnrolmentId id) const
{
    for (int i = 0; i < m_rows.size(); ++i)
        if (!m_rows[i].heading && m_rows[i].summary.id == id)
            return i;
    return -1;
}

EnrolmentId ApprovalQueue::idAt(int row) const
{
    return row >= 0 && row < m_rows.size() && !m_rows[row].heading ? m_rows[row].summary.id : EnrolmentId{};
}

void ApprovalQueue::retranslate()
{
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0), index(static_cast<int>(m_rows.size()) - 1));
}

int ApprovalQueue::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

/// What the registry said does not fit, or was about other details.
bool ApprovalQueue::registryDoubts(const EnrolmentSummary &summary) const
{
    const bool doubtsPictures
        = summary.match && (summary.match->outdated || !fitsApplication(summary.match->result));
    return doubtsPictures
        || (summary.registry
            && (summary.registry->outdated
                || meaningOf(summary.registry->standing, m_renewing.contains(summary.service))
                    != RegistryMeaning::Fits));
}

QString ApprovalQueue::wordsFor(const EnrolmentSummary &summary) const
{
    QStringList words;
    if (registryDoubts(summary))
        words << tr("what the registry said");
    if (summary.manualPortrait)
        words << tr("portrait by hand");
    if (summary.faceInDoubt)
        words << tr("face to be looked at");
    if (summary.exceptionCount > 0)
        words << tr("exceptions: %1").arg(summary.exceptionCount);
    if (summary.eyeExceptionCount > 0)
        words << tr("eyes not given: %1").arg(summary.eyeExceptionCount);
    if (summary.vetoedFingers > 0)
        words << tr("low fingers accepted: %1").arg(summary.vetoedFingers);
    if (summary.lowestFinger < m_acceptFrom)
        words << tr("lowest finger %1").arg(summary.lowestFinger);
    else if (summary.lowestFinger > 100 && summary.exceptionCount < 10)
        words << tr("a finger without score");
    return words.isEmpty() ? tr("All checks met") : words.join(tr(", "));
}

QVariant ApprovalQueue::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const Row &row = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return row.heading ? (row.closely ? tr("Look closely") : tr("Quiet")) : row.summary.nameEnglish;
    case Qt::AccessibleTextRole:
        return row.heading ? data(index, Qt::DisplayRole)
                           : QVariant(row.summary.nameEnglish + u", "_s + row.summary.token + u", "_s
                                      + wordsFor(row.summary));
    case IdRole:
        return QVariant::fromValue(row.summary.id);
    case HeadingRole:
        return row.heading;
    case CloseRole:
        return row.closely;
    case TokenRole:
        return row.summary.token;
    case UrduNameRole:
        return row.summary.nameUrdu;
    case WordsRole:
        return wordsFor(row.summary);
    case CountRole:
        return row.count;
    default:
        return {};
    }
}

Qt::ItemFlags ApprovalQueue::flags(const QModelIndex &index) const
{
    return m_rows.value(index.row()).heading ? Qt::NoItemFlags : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

QSize ApprovalQueueDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {260, scaledText(index.data(ApprovalQueue::HeadingRole).toBool() ? 40 : 76)};
}

void ApprovalQueueDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                  const QModelIndex &index) const
{
    const Tokens &tokens = tokensOf(option.widget);
    const bool rtl = option.direction == Qt::RightToLeft;
    const QRect box = option.rect;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setLayoutDirection(option.direction);
    const int start = startSide(option.widget);
    QFont font = fontFor(option.widget, TextStyle::Small);
    if (index.data(ApprovalQueue::HeadingRole).toBool()) {
        font.setBold(true);
        painter->setFont(font);
        painter->setPen(tokens.textMuted);
        const QRect line = box.adjusted(16, 8, -16, 0);
        painter->drawText(line, start, index.data().toString());
        painter->drawText(line, endSide(option.widget),
                          QString::number(index.data(ApprovalQueue::CountRole).toInt()));
    } else {
        const bool chosen = option.state & QStyle::State_Selected;
        painter->fillRect(box, chosen ? tokens.accentSoft : tokens.surface);
        if (chosen)
            painter->fillRect(QRect(rtl ? box.right() - 3 : box.left(), box.top(), 4, box.height()),
                              tokens.accent);
        const QRect inner = box.adjusted(16, 6, -14, -6);
        QFont name = rtl ? naskhFont(TextStyle::Body) : latinFont(TextStyle::Body);
        name.setBold(true);
        painter->setFont(name);
        painter->setPen(tokens.text);
        const QString words
            = rtl ? index.data(ApprovalQueue::UrduNameRole).toString() : index.data().toString();
        painter->drawText(QRect(inner.left(), inner.top(), inner.width(), scaledText(22)), start,
                          QFontMetrics(name).elidedText(words, Qt::ElideRight, inner.width()));
        painter->setFont(font);
        painter->setPen(tokens.textMuted);
        painter->drawText(QRect(inner.left(), inner.top() + scaledText(22), inner.width(), scaledText(20)),
                          start, isolated(index.data(ApprovalQueue::TokenRole).toString()));
        const bool closely = index.data(ApprovalQueue::CloseRole).toBool();
        const QColor ink = closely ? tokens.warn : tokens.ok;
        const QRect state(inner.left(), inner.top() + scaledText(42), inner.width(), scaledText(22));
        paintIcon(*painter, QRect(rtl ? state.right() - 15 : state.left(), state.center().y() - 8, 16, 16),
                  closely ? u"triangle"_s : u"tick"_s, ink);
        font.setBold(closely);
        painter->setFont(font);
        painter->setPen(ink);
        const QRect line = state.adjusted(rtl ? 0 : 22, 0, rtl ? -22 : 0, 0);
        painter->drawText(line, start,
                          QFontMetrics(font).elidedText(index.data(ApprovalQueue::WordsRole).toString(),
                                                        Qt::ElideRight, line.width()));
    }
    painter->fillRect(QRect(box.left(), box.bottom(), box.width(), 1), tokens.border);
    painter->restore();
}

} // namespace indraj
