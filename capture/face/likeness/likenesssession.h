#pragma once

#include "capture/face/likeness/likenesscomparison.h"

#include <QFutureWatcher>

namespace indraj {

/// LikenessCheck with the nets of a folder. Looks at the files when it is made; each comparison opens the
/// nets anew in the thread pool, so that between two citizens nothing of a face is in memory.
class LikenessSession : public LikenessCheck {
    Q_OBJECT
public:
    explicit LikenessSession(LikenessSetup setup, QObject *parent = nullptr);

    Offer offer() const override { return m_offer.offer; }
    int cohortFaces() const override { return m_offer.cohortFaces; }
    void compare(const QImage &probe, const QList<LikenessReference> &references) override;
    void cancel() override;

private:
    using Answer = tl::expected<QList<FaceComparison>, FaceModelError>;
    void answered(const Answer &answer);

    LikenessSetup m_setup;
    LikenessOffer m_offer;
    QFutureWatcher<LikenessOffer> m_looking;
    std::unique_ptr<QFutureWatcher<Answer>> m_comparing;
};

} // namespace indraj
