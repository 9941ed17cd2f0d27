// A station's photo page over a vault on the disk, for whoever wants to kill it: triedchild FOLDER opens the
// vault as the operator and begins an enrolment, "draft ID". For each line it reads a picture is tried and
// refused by the rules, then by the operator; "kept N" says that the vault has answered for N attempts.
#include "counter.h"
#include "tests/storage/vaulthelp.h"

#include "storage/vaultservice.h"
#include "widgets/portrait/portraitpage.h"

#include <QApplication>
#include <QSocketNotifier>

#include <cstdio>

#include <unistd.h>

using namespace indraj;
using namespace indraj::test;

namespace {

void say(const QByteArray &line)
{
    std::fputs((line + '\n').constData(), stdout);
    std::fflush(stdout);
}

/// One picture below the rules, seen as a still.
void tryOne(FakeFace &face)
{
    const FaceCandidate picture = FakeFace::made(32, FakeFace::report({FaceMeasureId::Yaw}));
    CaptureAttempt attempt{static_cast<int>(face.tried.size()) + 1,
                           {32, QStringLiteral("indraj-face-still-1")},
                           QStringLiteral("rules-not-met"),
                           picture.at};
    attempt.profile = picture.report->profile;
    attempt.criteria = criteriaOf(*picture.report);
    face.tried << attempt;
    Q_EMIT face.candidatesChanged();
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    if (argc != 2)
        return 2;
    applyTheme(*qApp, ThemeName::Light);
    VaultService vault(QFile::decodeName(argv[1]), cheapOptions());
    if (!settled(vault.unlock(operatorOne().id, secret(operatorPhrase))))
        return 3;
    Forms forms{QList{parseFormSpec(resource(QStringLiteral("forms/first-card.json"))).value()}};
    Places places = parsePlaces(resource(QStringLiteral("forms/places.json"))).value();
    EnrolmentDesk desk(vault, forms, places);
    desk.setActor(operatorOne());
    FakeFace face;
    PortraitPage page(face, desk);
    QObject::connect(&desk, &EnrolmentDesk::opened, &page, [&] {
        page.enter();
        say("draft " + desk.enrolment().id.toString().toLatin1());
    });
    QObject::connect(&desk, &EnrolmentDesk::saved, &page, [&] {
        if (const SampleInfo *tries = desk.enrolment().portraitTries())
            say("kept " + QByteArray::number(tries->attempts.size()));
    });
    QSocketNotifier word(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&word, &QSocketNotifier::activated, &page, [&] {
        char letters[64];
        const ssize_t count = ::read(STDIN_FILENO, letters, sizeof letters);
        if (count <= 0)
            return QApplication::exit(0);
        for (ssize_t k = 0; k < count; ++k)
            tryOne(face);
    });
    desk.startNew();
    return QApplication::exec();
}
