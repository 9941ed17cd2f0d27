#pragma once

#include "enrollment/formspec.h"

#include <QHash>
#include <QString>

namespace indraj {

/// What the authority asks of a citizen for one service.
struct Fee {
    int amount = 0; ///< whole units of the currency; 0: free
    QString currency; ///< ISO 4217, three capital letters
};

/// By service id. A service that is not in it: this station does not know its fee, and says nothing of it.
using Fees = QHash<QString, Fee>;

/// {"version":1,"currency":"PKR","fees":[{"service":"renewal","amount":750}]}; strict. Fees change often and
/// differ between sources, so the program brings none: without "fees" none are known. Pure; any thread.
tl::expected<Fees, FormError> parseFees(const QByteArray &json);

} // namespace indraj
