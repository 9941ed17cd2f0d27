// indraj-convert-models: turns the verified downloads into the ONNX files that the station loads.
#include "packaging/convert-models/bytereader.h"
#include "packaging/convert-models/modelset.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw indraj::convert::ConversionError("cannot read " + path.toStdString() + ": "
                                               + file.errorString().toStdString());
    return file.readAll();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser options;
    options.setApplicationDescription(u"Converts the face models to ONNX."_s);
    options.addHelpOption();
    options.addOptions({{u"mesh-pack"_s, u"face_mesh_solution_packed_assets.data"_s, u"file"_s},
                        {u"mesh-loader"_s, u"face_mesh_solution_packed_assets_loader.js"_s, u"file"_s},
                        {u"detection"_s, u"face_detection_full_range.tflite"_s, u"file"_s},
                        {u"segmentation"_s, u"selfie_segmentation_landscape.tflite"_s, u"file"_s},
                        {u"recognition"_s, u"face_recognition_model.bin, may be left out"_s, u"file"_s},
                        {u"recognition-manifest"_s, u"its weights manifest"_s, u"file"_s},
                        {u"out"_s, u"existing folder to write into"_s, u"folder"_s}});
    options.process(app);
    try {
        indraj::convert::writeModelSet(
            {contentOf(options.value(u"mesh-pack"_s)), contentOf(options.value(u"mesh-loader"_s)),
             contentOf(options.value(u"detection"_s)), contentOf(options.value(u"segmentation"_s)),
             options.isSet(u"recognition"_s) ? contentOf(options.value(u"recognition"_s)) : QByteArray(),
             options.isSet(u"recognition"_s) ? contentOf(options.value(u"recognition-manifest"_s))
                                             : QByteArray()},
            QDir(options.value(u"out"_s)));
    } catch (const std::exception &error) {
        std::fprintf(stderr, "indraj-convert-models: %s\n", error.what());
        return 1;
    }
    return 0;
}
