#include "devices/simulator/sbi/previewpictures.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <array>

namespace indraj::sbi {
namespace {

constexpr int widest = 800; ///< pixels of a frame
const cv::Scalar green(60, 150, 40), red(40, 40, 200), banner(30, 140, 235), ink(20, 20, 20);

/// BGR, own pixels, at most `widest` across. `scale` becomes what was taken off.
cv::Mat canvasOf(const QImage &picture, double &scale)
{
    const QImage colour = picture.convertToFormat(QImage::Format_BGR888);
    const cv::Mat view(colour.height(), colour.width(), CV_8UC3, const_cast<uchar *>(colour.constBits()),
                       size_t(colour.bytesPerLine()));
    scale = std::min(1.0, double(widest) / colour.width());
    cv::Mat small;
    cv::resize(view, small, {}, scale, scale, cv::INTER_AREA);
    return small;
}

QByteArray finished(cv::Mat &canvas)
{
    cv::rectangle(canvas, {0, 0, canvas.cols, 34}, banner, cv::FILLED);
    cv::putText(canvas, "TRAINING - SIMULATED DEVICE", {12, 24}, cv::FONT_HERSHEY_DUPLEX, 0.75, ink, 1,
                cv::LINE_AA);
    std::vector<uchar> bytes;
    constexpr int quality = 80;
    cv::imencode(".jpg", canvas, bytes, {cv::IMWRITE_JPEG_QUALITY, quality});
    return {reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size())};
}

void drawScore(cv::Mat &canvas, cv::Point at, int score)
{
    constexpr int goodFrom = 40;
    cv::putText(canvas, std::to_string(score), at, cv::FONT_HERSHEY_SIMPLEX, 0.8,
                score >= goodFrom ? green : red, 2, cv::LINE_AA);
}

QByteArray slapFrame(const SimulatedSlap &pressed)
{
    double scale = 1;
    cv::Mat canvas = canvasOf(pressed.slap.picture, scale);
    for (qsizetype i = 0; i < pressed.fingers.size(); ++i) {
        const PlacedFinger &placed = pressed.slap.fingers.at(i);
        const int score = pressed.fingers.at(i).score;
        const cv::Rect box(int((placed.centre.x() - placed.size.width() / 2) * scale),
                           int((placed.centre.y() - placed.size.height() / 2) * scale),
                           int(placed.size.width() * scale), int(placed.size.height() * scale));
        cv::rectangle(canvas, box, score >= 40 ? green : red, 2);
        drawScore(canvas, {box.x + 6, std::max(62, box.y + box.height + 26)}, score);
    }
    return finished(canvas);
}

} // namespace

QList<QByteArray> slapFrames(TrainingPerson &person, const QList<FingerPosition> &fingers, quint64 touchSeed)
{
    QList<QByteArray> frames;
    QImage glass(1600, 1000, QImage::Format_Grayscale8);
    glass.fill(250);
    double scale = 1;
    cv::Mat empty = canvasOf(glass, scale);
    frames.append(finished(empty));
    for (const double pressure : {0.25, 0.6, 1.0}) {
        SimulatedSlap pressed = person.press(fingers, touchSeed, {}, pressure);
        for (SimulatedFinger &finger : pressed.fingers)
            finger.score = int(finger.score * pressure);
        frames.append(slapFrame(pressed));
    }
    return frames;
}

QList<QByteArray> irisFrames(const TrainingPerson &person, const QList<EyePosition> &eyes, quint64 touchSeed)
{
    QList<QByteArray> frames;
    for (const bool poor : {true, false}) {
        std::vector<cv::Mat> shown;
        for (const EyePosition eye : eyes) {
            const SyntheticEye drawn = person.look(eye, touchSeed + (poor ? 1 : 0), poor);
            double scale = 1;
            cv::Mat half = canvasOf(drawn.picture.scaledToWidth(widest / 2, Qt::SmoothTransformation), scale);
            const double shrunk = widest / 2.0 / drawn.picture.width();
            cv::circle(
                half,
                cv::Point(int(drawn.truth.irisCentre.x() * shrunk), int(drawn.truth.irisCentre.y() * shrunk)),
                int(drawn.truth.irisRadius * shrunk), poor ? red : green, 2, cv::LINE_AA);
            drawScore(half, {12, half.rows - 14}, scoreOfLook(poor, touchSeed));
            shown.push_back(half);
        }
        cv::Mat canvas;
        cv::hconcat(shown, canvas);
        frames.append(finished(canvas));
    }
    return frames;
}

QList<QByteArray> faceFrames(const QImage &photograph)
{
    double scale = 1;
    cv::Mat canvas = canvasOf(photograph, scale);
    return {finished(canvas)};
}

} // namespace indraj::sbi
