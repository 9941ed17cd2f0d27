#pragma once

#include "storage/enrolmentstore.h"
#include "storage/sqlite.h"

namespace indraj {

/// The numbers of the enrolments that a filter asks for, newest first; with ListFilter::similar and a text,
/// the nearest first and newest first among equals. At most `limit`.
///
/// Cost: without text one step of an index per state and row. With text the rarest word is looked up whole,
/// up to 20,000 entries; when every word is more common than that, enrolments are looked at from the newest
/// on, of which then at least every fifth fits. With `similar`: nearest.h.
Outcome<QList<qint64>> findEnrolments(Database &database, const ListFilter &filter, int limit);

} // namespace indraj
