#pragma once

#include "storage/sqlite.h"

#include <QList>

#include <queue>
#include <utility>
#include <vector>

namespace indraj {

/// The enrolments that have one of some words, newest first, read only as far as somebody asks: two words
/// that a third of all people have meet after a few hundred of them. Storage thread only.
class Postings {
public:
    /// `words`: ids of the dictionary. Nothing is read yet.
    Postings(Database &database, const QList<qint64> &words);
    /// The newest number that is at most `number`, or 0. Asked with numbers that only fall.
    Outcome<qint64> atMost(qint64 number);

private:
    /// What was read of one word and is not used up.
    struct Word {
        qint64 id = 0;
        std::vector<qint64> block; ///< falling
        std::size_t at = 0;
        int next = firstBlock; ///< rows that the next block has
        bool ended = false; ///< nothing is beyond the block
    };
    static constexpr int firstBlock = 8; ///< a word may be needed once only
    static constexpr int largestBlock = 512;

    Outcome<void> begin(qint64 number);
    Outcome<void> read(Word *word, qint64 number);
    /// Puts the word back into the queue with its newest number that is at most `number`, if it has one.
    Outcome<void> advance(std::size_t index, qint64 number);

    Statement m_rows;
    std::vector<Word> m_words;
    std::priority_queue<std::pair<qint64, std::size_t>> m_queue; ///< the number each word is at
    bool m_begun = false;
};

} // namespace indraj
