#pragma once

#include "central/config.h"

#include <memory>
#include <string>

namespace indraj::central {

/// One answer of an OSIA server, or why there was none.
struct OsiaReply {
    int status = 0; ///< HTTP; 0: none came
    std::string body{}; ///< at most 128 MiB
    std::string detail{}; ///< for the log, where there is no status
};

/// The two calls of OSIA Enrollment Services 1.3.0 that hand an enrollment on. Each blocks until it is
/// answered, two minutes at most, over a connection of its own; the token is read anew for each. One thread.
class OsiaCalls {
public:
    /// Config::osiaServer must be set. @returns what is wrong with the authority's certificate.
    static tl::expected<OsiaCalls, std::string> open(const Config &config);
    ~OsiaCalls();
    OsiaCalls(OsiaCalls &&) noexcept;
    /// createEnrollment with finalize. `id`: a packet id.
    OsiaReply create(const std::string &id, const std::string &enrollment);
    OsiaReply read(const std::string &id); ///< readEnrollment

private:
    struct Place;
    explicit OsiaCalls(std::unique_ptr<Place> place);
    std::unique_ptr<Place> m_place;
};

} // namespace indraj::central
