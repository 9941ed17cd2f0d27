#pragma once

#include "storage/sqlite.h"

#include <QHash>
#include <QList>

#include <map>

namespace indraj {

/// What one word of a search stands for: entries of the dictionary, or the beginning of a token.
struct WordMatcher {
    QString token; ///< when not empty: the beginning of a token, and nothing else counts
    QString prefix; ///< normalised beginning of a word, or digits of a CNIC
    QHash<qint64, int> words; ///< dictionary ids that fit, with their distance (0: as typed)
    qint64 entries = 0; ///< of those words, over all enrolments (an enrolment may count several times)
    bool broad = false; ///< too many words fit to be listed; `prefix` is then compared with each word
};

/// A search text taken apart. With `similar`, names that sound or are spelt alike fit too.
Outcome<QList<WordMatcher>> makeMatchers(Database &database, const QString &text, bool similar);

/// Which words one enrolment has, asked many times. Not thread-safe.
class EnrolmentWords {
public:
    explicit EnrolmentWords(Database &database);
    /// The distance of this enrolment to all matchers together; nothing when one of them does not fit.
    Outcome<std::optional<int>> distance(qint64 number, const QList<WordMatcher> &matchers);

private:
    Statement m_words;
    Statement m_token;
};

/// First string that is beyond every string with this prefix.
QString beyondPrefix(const QString &prefix);

} // namespace indraj
