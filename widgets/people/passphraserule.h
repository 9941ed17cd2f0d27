#pragma once

#include <QStringView>

namespace indraj {

/// How good a new pass phrase is, as far as its letters tell. Nobody can know whether it was used elsewhere.
enum class PassphraseGrade {
    Empty,
    TooShort, ///< under 12 letters
    TooEven, ///< long, but of fewer than five different letters
    Enough, ///< 12 letters or more
    Strong, ///< four words or more, 20 letters or more
};

PassphraseGrade gradePassphrase(QStringView text);
inline bool isAcceptable(PassphraseGrade grade)
{
    return grade == PassphraseGrade::Enough || grade == PassphraseGrade::Strong;
}

} // namespace indraj
