#include "capture/face/likeness/likenesssession.h"

#include <QLoggingCategory>
#include <QtConcurrentRun>

#include <malloc.h>

namespace indraj {

namespace {

Q_LOGGING_CATEGORY(lcLikeness, "indraj.likeness")

/// The nets are opened for each comparison, and take several times their files while they are read.
tl::expected<QList<FaceComparison>, FaceModelError>
comparedOf(const LikenessSetup &setup, const QImage &probe, const QList<LikenessReference> &references)
{
    auto answer = compareLikeness(setup, probe, references);
    malloc_trim(0);
    return answer;
}

LikenessOffer offerOf(const LikenessSetup &setup)
{
    LikenessOffer offer = likenessOffer(setup);
    malloc_trim(0);
    return offer;
}

} // namespace

LikenessSession::LikenessSession(LikenessSetup setup, QObject *parent)
    : LikenessCheck(parent)
    , m_setup(std::move(setup))
{
    connect(&m_looking, &QFutureWatcherBase::finished, this, [this] {
        m_offer = m_looking.result();
        if (m_offer.offer != Offer::Offered)
            qCInfo(lcLikeness, "faces are not compared: %s", qPrintable(m_offer.detail));
        Q_EMIT offerChanged();
    });
    m_looking.setFuture(QtConcurrent::run(offerOf, m_setup));
}

void LikenessSession::compare(const QImage &probe, const QList<LikenessReference> &references)
{
    cancel();
    m_comparing = std::make_unique<QFutureWatcher<Answer>>();
    connect(m_comparing.get(), &QFutureWatcherBase::finished, this,
            [this] { answered(m_comparing->result()); });
    m_comparing->setFuture(QtConcurrent::run(comparedOf, m_setup, probe, references));
}

void LikenessSession::cancel()
{
    m_comparing.reset(); // what is under way goes on, heard by nobody
}

void LikenessSession::answered(const Answer &answer)
{
    if (!answer) {
        qCWarning(lcLikeness, "faces could not be compared: %s: %s", qPrintable(answer.error().file),
                  qPrintable(answer.error().detail));
        Q_EMIT failed();
        return;
    }
    Q_EMIT compared(*answer);
}

} // namespace indraj
