#pragma once

#include "storage/search/bounds.h"
#include "storage/search/wordmatcher.h"

namespace indraj {

/// Whether at least one matcher lists the words that fit it.
bool anyListed(const QList<WordMatcher> &matchers);

/// The numbers within `bounds` that fit all matchers, the nearest first and newest first among equals, at
/// most `limit`. One matcher at least lists its words.
///
/// The words of the three rarest matchers are taken in groups of equal distance. Groups are met with each
/// other from the smallest sum of distances on, each read from the newest enrolment on and only as far as it
/// takes to fill the list; what cannot come before the last one found is never read.
Outcome<QList<qint64>> findNearest(Database &database, const SearchBounds &bounds,
                                   const QList<WordMatcher> &matchers, int limit);

} // namespace indraj
