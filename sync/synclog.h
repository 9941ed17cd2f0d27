#pragma once

#include <QLoggingCategory>

namespace indraj {

/// Ids and codes only: nothing about an applicant is logged here.
Q_DECLARE_LOGGING_CATEGORY(lcSync)

} // namespace indraj
