#pragma once

#include "enrollment/enrolment.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

namespace indraj {

/// Whether an in-charge should look closely: a portrait taken by hand, a face at
/// sign-off that may be another's, an exception of a finger or an eye, a finger accepted below
/// its floor, or one below `acceptFrom`, the lowest floor of all.
bool needsCloseLook(const EnrolmentSummary &summary, int acceptFrom);

/// Enrolments awaiting a decision: those to look at closely first, oldest first within each part. Headings
/// are rows that cannot be chosen.
class ApprovalQueue : public QAbstractListModel {
    Q_OBJECT
public:
    explicit ApprovalQueue(int acceptFrom, QObject *parent = nullptr);
    enum Role {
        IdRole = Qt::UserRole,
        HeadingRole,
        CloseRole,
        TokenRole,
        UrduNameRole,
        WordsRole,
        CountRole
    };

    /// Services that renew a card: for them the registry's answers mean something else.
    void setRenewing(const QStringList &services) { m_renewing = services; }
    void setSummaries(QList<EnrolmentSummary> summaries);
    int size() const { return m_size; } ///< without headings
    int rowOf(EnrolmentId id) const; ///< -1 when it is not there
    EnrolmentId idAt(int row) const; ///< null for headings
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row {
        bool heading = false;
        bool closely = false;
        int count = 0; ///< for headings
        EnrolmentSummary summary;
    };
    bool registryDoubts(const EnrolmentSummary &summary) const;
    QString wordsFor(const EnrolmentSummary &summary) const;
    QStringList m_renewing;
    QList<Row> m_rows;
    int m_size = 0;
    int m_acceptFrom;
};

class ApprovalQueueDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace indraj
