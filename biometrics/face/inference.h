#pragma once

#include <QFile>
#include <QString>
#include <QStringList>

#include <opencv2/core/mat.hpp>
#include <tl/expected.hpp>

#include <memory>
#include <vector>

namespace indraj {

enum class FaceModelFault {
    Missing, ///< a file of the set is not there or cannot be read
    Corrupt, ///< checksum or form is wrong
    NotUnderstood, ///< the engine refuses the net
    Failed, ///< the net ran and broke
};

struct FaceModelError {
    FaceModelFault fault = FaceModelFault::Missing;
    QString file; ///< name without folder
    QString detail; ///< for the log
};

/// One net, ready to run. The single place where an engine is named is inference.cpp. Any thread; a second
/// caller waits until the first has run.
class Inference {
public:
    virtual ~Inference() = default;
    /// `blob` is CV_32F, batch x channel x height x width. The outputs come in the order asked for at
    /// opening.
    virtual tl::expected<std::vector<cv::Mat>, FaceModelError> run(const cv::Mat &blob) = 0;
};

/// Opens an ONNX net on one CPU thread's worth of work per call. `onnx` is open for reading; what is read is
/// that very file, whatever its name has come to mean since. It is read piece by piece: held as bytes, the
/// net that tells faces apart would take 22 MB more.
tl::expected<std::unique_ptr<Inference>, FaceModelError> openNet(const QString &name, const QFile &onnx,
                                                                 const QStringList &outputs);

} // namespace indraj
