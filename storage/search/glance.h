#pragma once

#include "storage/sqlite.h"

namespace indraj {

/// What a list shows of an enrolment beyond its own row, in one row per number: names, and what its samples
/// and exceptions come to. The first page of a list then lies on one or two pages of the file; gathered from
/// the fields and samples it was 50 places on some 100. Derived like the search terms, so under no seal; a
/// check of the vault compares it, and nobody decides by it. Called inside a transaction of the vault. @{

/// Brings the rows of the enrolments that have entries of the audit chain after `since` in line.
Outcome<void> refreshGlances(Database &database, qint64 since);
/// Empties the table and fills it again for every enrolment.
Outcome<void> rebuildGlances(Database &database);
/// @}

/// A question for the tokens of the enrolments whose row does not say what their fields and samples say.
QByteArray wrongGlancesQuery();

} // namespace indraj
