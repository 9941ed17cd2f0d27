#pragma once

#include "storage/packetstore.h"
#include "sync/policy/sendingpolicy.h"

namespace indraj {

/// How soon a packet has to go.
enum class Urgency { Executive, Urgent, Ordinary };
Urgency urgencyOf(const QString &service, const SendingPolicy &policy);

/// The order in which packets go: executive, urgent, ordinary; in each class what has few bytes left before
/// what has many (in steps of two, so that a few bytes do not beat an hour of waiting), then the oldest
/// approval. A packet that has waited a day counts as small: nothing waits for ever behind what is smaller.
/// Pure; any thread.
QList<UploadRecord> sendOrder(QList<UploadRecord> records, const SendingPolicy &policy, const QDateTime &now);

} // namespace indraj
