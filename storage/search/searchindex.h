#pragma once

#include "enrollment/identifiers.h"
#include "storage/sqlite.h"

namespace indraj {

/// The tables that a search reads: a dictionary of the words that occur, their keys (namekey.h), and which
/// enrolment, by its number, has which word. Words of the applicant's name in both scripts and the digits of
/// each CNIC; tokens are found in the enrolment's own row. A word that no enrolment has any more leaves the
/// dictionary. Called inside a transaction of the vault. @{

/// Brings the entries of one enrolment in line with its fields. Without fields: takes it out.
Outcome<void> indexEnrolment(Database &database, EnrolmentId id);
/// Empties the tables and fills them again from the fields of every enrolment.
Outcome<void> rebuildSearchIndex(Database &database);
/// @}

} // namespace indraj
