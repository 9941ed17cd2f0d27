#pragma once

#include "enrollment/formspec.h"

#include <QHash>
#include <QString>

namespace indraj {

/// Words for central's coded reasons, both languages: what an authority may change without a new program.
using ReasonWords = QHash<QString, BilingualText>;

/// {"version":1,"reasons":[{"code":"photo-poor","words":{"en":"...","ur":"..."}}]}; strict. Pure; any thread.
tl::expected<ReasonWords, FormError> parseReasonWords(const QByteArray &json);

} // namespace indraj
