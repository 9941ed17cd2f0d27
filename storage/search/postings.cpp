#include "storage/search/postings.h"

#include <algorithm>
#include <functional>

namespace indraj {

Postings::Postings(Database &database, const QList<qint64> &words)
    : m_rows(database.prepare("SELECT number FROM search_entry WHERE word = ? AND number <= ?"
                              " ORDER BY number DESC LIMIT ?"))
    , m_words(static_cast<std::size_t>(words.size()))
{
    std::transform(words.cbegin(), words.cend(), m_words.begin(), [](qint64 id) {
        Word word;
        word.id = id;
        return word;
    });
}

Outcome<void> Postings::read(Word *word, qint64 number)
{
    word->block.clear();
    word->at = 0;
    m_rows.reset().bind(word->id).bind(number).bind(word->next);
    for (;;) {
        const auto row = m_rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            break;
        word->block.push_back(m_rows.integer(0));
    }
    word->ended = word->block.size() < static_cast<std::size_t>(word->next);
    word->next = std::min(word->next * 4, largestBlock);
    return {};
}

Outcome<void> Postings::advance(std::size_t index, qint64 number)
{
    Word &word = m_words[index];
    const auto from = word.block.cbegin() + static_cast<std::ptrdiff_t>(word.at);
    auto found = std::lower_bound(from, word.block.cend(), number, std::greater<>());
    if (found == word.block.cend()) {
        if (word.ended)
            return {};
        if (const auto done = read(&word, number); !done)
            return done;
        found = word.block.cbegin();
        if (found == word.block.cend())
            return {};
    }
    word.at = static_cast<std::size_t>(found - word.block.cbegin());
    m_queue.emplace(*found, index);
    return {};
}

Outcome<void> Postings::begin(qint64 number)
{
    m_begun = true;
    for (std::size_t index = 0; index < m_words.size(); ++index) {
        if (const auto done = advance(index, number); !done)
            return done;
    }
    return {};
}

Outcome<qint64> Postings::atMost(qint64 number)
{
    if (!m_begun) {
        if (const auto done = begin(number); !done)
            return tl::unexpected(done.error());
    }
    while (!m_queue.empty() && m_queue.top().first > number) {
        const std::size_t index = m_queue.top().second;
        m_queue.pop();
        if (const auto done = advance(index, number); !done)
            return tl::unexpected(done.error());
    }
    return m_queue.empty() ? 0 : m_queue.top().first;
}

} // namespace indraj
