#pragma once

#include "central/api.h"
#include "central/bodygate.h"
#include "central/config.h"
#include "central/metrics.h"
#include "central/pages/pages.h"
#include "central/rates.h"
#include "central/trust.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include <memory>

namespace indraj::central {

/// What every connection shares. Outlives them.
struct Shared {
    const Config &config;
    const Api &api;
    Database &database;
    boost::asio::ssl::context &tls;
    const TrustInForce &trust;
    Metrics &metrics;
    StationRates &rates;
    BodyGate &gate;
    const pages::Pages &pages;
    Database *looking; ///< the operations pages' own connection; null: there are no pages
};

/// One connection: requests one after the other, of one station or of a proxy. Runs on its own strand.
class Session {
public:
    virtual ~Session() = default;
    virtual void start() = 0;
    /// From any thread: finish the request under way, then close. An idle connection is closed at once.
    virtual void drain() = 0;
};

/// TLS or plain, as the configuration says. `gone` is called once, from any thread, when the connection has
/// ended.
std::shared_ptr<Session> makeSession(boost::asio::ip::tcp::socket socket, const Shared &shared,
                                     std::function<void()> gone);

} // namespace indraj::central
