#include "tools/face/explain.h"

#include <opencv2/imgproc.hpp>

#include <QString>

namespace indraj {

namespace {

constexpr int drawnHeight = 900;
constexpr int panelWidth = 640;
constexpr int lineHeight = 19; ///< the verdict and every measure have to come in
constexpr int textTop = 26;

const cv::Scalar ink(40, 40, 40);
const cv::Scalar faint(150, 150, 150);
const cv::Scalar green(60, 130, 30);
const cv::Scalar amber(0, 120, 200);
const cv::Scalar red(30, 30, 200);
const cv::Scalar landmark(255, 200, 60);

cv::Scalar colourOf(const PortraitFinding &finding)
{
    if (finding.refuses)
        return red;
    if (finding.warns)
        return amber;
    return finding.state == RuleState::NotAssessed ? faint : finding.state == RuleState::Good ? green : ink;
}

void drawContour(cv::Mat &image, const std::vector<cv::Point2f> &points, std::size_t count, double scale)
{
    for (std::size_t k = 0; k < std::min(count, points.size()); ++k)
        cv::circle(image, points[k] * scale, 1, landmark, cv::FILLED, cv::LINE_AA);
}

void drawFaces(cv::Mat &image, const FaceScene &scene, double scale)
{
    for (std::size_t k = 0; k < scene.faces.size(); ++k) {
        const cv::Rect2f box = scene.faces[k].box;
        const cv::Rect2d scaled(box.x * scale, box.y * scale, box.width * scale, box.height * scale);
        cv::rectangle(image, cv::Rect(scaled), k == 0 ? green : red, 2, cv::LINE_AA);
    }
    if (scene.crop) {
        const cv::Rect crop = scene.crop->crop;
        cv::rectangle(image,
                      cv::Rect2d(crop.x * scale, crop.y * scale, crop.width * scale, crop.height * scale),
                      amber, 1, cv::LINE_AA);
    }
}

void drawLandmarks(cv::Mat &image, const FaceMesh &mesh, double scale)
{
    for (const auto &p : mesh.points)
        cv::circle(image, cv::Point2d(p.x * scale, p.y * scale), 0, cv::Scalar(200, 200, 200), cv::FILLED);
    constexpr std::size_t lids = 16;
    constexpr std::size_t lips = 40;
    drawContour(image, mesh.imageLeftEye, lids, scale);
    drawContour(image, mesh.imageRightEye, lids, scale);
    drawContour(image, mesh.lips, lips, scale);
    for (const auto *iris : {&mesh.imageLeftIris, &mesh.imageRightIris}) {
        const cv::Point2f edge = iris->at(1) - iris->at(0);
        cv::circle(image, iris->at(0) * scale, cvRound(std::hypot(edge.x, edge.y) * scale), red, 1,
                   cv::LINE_AA);
    }
}

void write(cv::Mat &image, int x, int line, const QString &text, const cv::Scalar &colour)
{
    cv::putText(image, text.toStdString(), {x, textTop + line * lineHeight}, cv::FONT_HERSHEY_SIMPLEX, 0.45,
                colour, 1, cv::LINE_AA);
}

void writeFinding(cv::Mat &panel, int line, const PortraitFinding &finding)
{
    const FaceMeasureInfo &info = faceMeasureInfo(finding.measure.id);
    const cv::Scalar colour = colourOf(finding);
    write(panel, 12, line, QString::fromLatin1(info.key), colour);
    if (finding.measure.notAssessed) {
        write(panel, 200, line, notAssessedKey(*finding.measure.notAssessed), colour);
    } else {
        write(panel, 200, line, QString::number(finding.measure.native, 'g', 4), colour);
        write(panel, 270, line, QString::number(finding.measure.score), colour);
    }
    write(panel, 320, line, ruleLevelKey(finding.rule.level), colour);
    write(panel, 390, line, ruleStateKey(finding.state), colour);
    write(panel, 480, line, QString::fromLatin1(info.clause), faint);
}

} // namespace

static_assert(textTop + lineHeight * (static_cast<int>(FaceMeasureId::BackgroundShadow) + 1) < drawnHeight);

cv::Mat explainedPicture(const FaceScene &scene, const PortraitReport &report)
{
    const double scale = static_cast<double>(drawnHeight) / std::max(1, scene.picture.rows);
    cv::Mat picture;
    cv::resize(scene.picture, picture,
               cv::Size(std::max(1, cvRound(scene.picture.cols * scale)), drawnHeight), 0, 0,
               scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
    drawFaces(picture, scene, scale);
    if (scene.mesh)
        drawLandmarks(picture, *scene.mesh, scale);
    cv::Mat panel(drawnHeight, panelWidth, CV_8UC3, cv::Scalar::all(250));
    write(panel, 12, 0,
          report.profile + QStringLiteral(": ") + verdictKey(report.verdict) + QStringLiteral(", score ")
              + QString::number(report.score),
          report.verdict == PortraitVerdict::Refused ? red : ink);
    int line = 1;
    for (const PortraitFinding &finding : report.findings)
        writeFinding(panel, line++, finding);
    cv::Mat both;
    cv::hconcat(picture, panel, both);
    return both;
}

} // namespace indraj
