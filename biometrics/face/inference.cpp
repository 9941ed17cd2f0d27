#include "biometrics/face/inference.h"

#include <opencv2/dnn.hpp>

#include <mutex>

namespace indraj {

namespace {

class OpenCvInference : public Inference {
public:
    OpenCvInference(QString name, cv::dnn::Net net, std::vector<cv::String> outputs)
        : m_name(std::move(name))
        , m_net(std::move(net))
        , m_outputs(std::move(outputs))
    {
    }

    tl::expected<std::vector<cv::Mat>, FaceModelError> run(const cv::Mat &blob) override
    {
        const std::lock_guard lock(m_mutex);
        try {
            std::vector<cv::Mat> results;
            m_net.setInput(blob);
            m_net.forward(results, m_outputs);
            for (cv::Mat &result : results)
                result = result.clone(); // the engine's own memory is written again by the next caller
            return results;
        } catch (const cv::Exception &error) {
            return tl::unexpected(
                FaceModelError{FaceModelFault::Failed, m_name, QString::fromUtf8(error.what())});
        }
    }

private:
    QString m_name;
    std::mutex m_mutex;
    cv::dnn::Net m_net;
    std::vector<cv::String> m_outputs;
};

} // namespace

tl::expected<std::unique_ptr<Inference>, FaceModelError> openNet(const QString &name, const QFile &onnx,
                                                                 const QStringList &outputs)
{
    try {
        auto net = cv::dnn::readNetFromONNX("/proc/self/fd/" + std::to_string(onnx.handle()));
        net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
        net.setPreferableTarget(cv::dnn::DNN_TARGET_CPU);
        std::vector<cv::String> names;
        for (const QString &output : outputs)
            names.push_back(output.toStdString());
        return std::make_unique<OpenCvInference>(name, std::move(net), std::move(names));
    } catch (const cv::Exception &error) {
        return tl::unexpected(
            FaceModelError{FaceModelFault::NotUnderstood, name, QString::fromUtf8(error.what())});
    }
}

} // namespace indraj
