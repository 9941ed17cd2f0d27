#pragma once

#include "central/config.h"

#include <tl/expected.hpp>

#include <string>

namespace indraj::central {

struct OpenCounts {
    int opened = 0;
    int refused = 0; ///< with its reason in the database and in the log
    int forks = 0; ///< stations whose audit heads do not go on from each other
};

/// The inner zone's job: opens every stored packet that was not opened yet. Each becomes a folder <packet id>
/// in Config::openFolder, readable by this user alone, with manifest.json, enrollment.json (the OSIA
/// Enrollment to be posted with enrollmentId = packet id: see handon.h) and the samples it refers to; the
/// folder has its name only when everything in it is on the disk, and only then the database is told. Cut
/// anywhere it goes on with the next run.
/// @returns an error when the job itself cannot go on: database, disk or keys. A packet that does not hold is
/// no such error.
tl::expected<OpenCounts, std::string> openStored(const Config &config);

/// What was refused as not for us, or for its signature, is opened by the next openStored() as if it never
/// had been: for when the recipient's key or the stations' authorities have changed. The earlier verdicts are
/// kept. @returns how many.
tl::expected<long long, std::string> openAgain(const Config &config);

} // namespace indraj::central
