#pragma once

#include "storage/decision.h"

#include <QByteArray>

#include <tl/expected.hpp>

namespace indraj {

/// Central's decisions from one number on (docs/packet.md, 10).
struct DecisionPage {
    QString station;
    qint64 after = 0; ///< as asked for
    qint64 last = 0; ///< highest number that central has for this station
    QList<CentralDecision> decisions; ///< numbers after + 1 and on, without gaps; at most mostInPage
};

inline constexpr qsizetype mostInPage = 100;

/// The page by itself, strictly. The error names the member. Pure; any thread. @{
tl::expected<DecisionPage, QString> parseDecisionPage(const QByteArray &json);
tl::expected<QList<StaffOrder>, QString> parseStaff(const QByteArray &json);
/// @}

/// Verifies against the pinned receipt certificate, and that it answers what this station asked.
tl::expected<DecisionPage, QString> readDecisionPage(const QByteArray &der, const QByteArray &pinnedPem,
                                                     const QString &station, qint64 after);

} // namespace indraj
