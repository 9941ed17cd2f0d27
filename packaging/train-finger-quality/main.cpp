// train-finger-quality TABLE MODEL: fits the two finger quality estimates (all measures, and the cheap ones
// of a preview) on NIST's public NFIQ 2 conformance table and writes them as JSON. Reports ten-fold
// cross-validation over five shufflings, and by scanners left out. Not part of the product's build.
#include "biometrics/finger/fingermeasures.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <opencv2/ml.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <random>
#include <set>

namespace {

struct Table {
    std::vector<QByteArray> names;
    cv::Mat features; ///< CV_32F, one row per picture, standardised by scale()
    cv::Mat scores; ///< CV_32F, 0-100
    std::vector<double> mean, deviation;
    std::vector<QByteArray> scanners; ///< as the file's name says, one for each row
    std::vector<double> blocks; ///< of each row's picture
};

/// How a regression's settings are chosen.
enum class Choice {
    Shuffled, ///< least mean error in ten-fold cross-validation; counts as they are
    /// Least mean error where each scanner is judged by what the others taught: a station's own is one that
    /// nobody trained on. Counts as roots, whose spread does not grow with them.
    ScannerLeftOut,
};

struct Settings {
    double c = 1, gamma = 0.01, epsilon = 0.02;
};

QList<QByteArray> cells(const QByteArray &line)
{
    QList<QByteArray> result{QByteArray()};
    bool quoted = false;
    for (const char c : line) {
        if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            result.append(QByteArray());
        else
            result.last().append(c);
    }
    return result;
}

/// The measures of MeasureSet::Preview: frequency, certainty and the grey means.
std::vector<QByteArray> previewNames()
{
    std::vector<QByteArray> names;
    for (const QByteArray &name : indraj::featureNames()) {
        if (name.startsWith("FDA_") || name.startsWith("OCL_") || name == "Mu" || name == "MMB")
            names.push_back(name);
    }
    return names;
}

Table readTable(const QString &path, const std::vector<QByteArray> &names, Choice choice)
{
    Table table;
    table.names = names;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return table;
    const QList<QByteArray> head = cells(file.readLine().trimmed());
    while (!file.atEnd()) {
        const QList<QByteArray> row = cells(file.readLine().trimmed());
        bool scored = false;
        const float score = row.value(head.indexOf("QualityScore")).toFloat(&scored);
        if (!scored)
            continue; // NIST's code gave no score
        cv::Mat line(1, int(names.size()), CV_32F);
        for (int i = 0; i < line.cols; ++i)
            line.at<float>(i) = row.value(head.indexOf(names[size_t(i)])).toFloat();
        for (int i = 0; choice == Choice::ScannerLeftOut && i < line.cols; ++i) {
            if (indraj::isCount(names[size_t(i)]))
                line.at<float>(i) = std::sqrt(line.at<float>(i));
        }
        double blocks = 0;
        for (int bin = 0; bin < 10; ++bin)
            blocks += row.value(head.indexOf("OCL_Bin10_" + QByteArray::number(bin))).toDouble();
        table.blocks.push_back(blocks);
        // "00002304_R_500_slap_01.png": subject, scanner, resolution, impression, finger.
        table.scanners.push_back(row.value(head.indexOf("Filename")).split('_').value(1));
        table.features.push_back(line);
        table.scores.push_back(score);
    }
    return table;
}

void standardise(Table &table)
{
    for (int i = 0; i < table.features.cols; ++i) {
        cv::Scalar mean, deviation;
        cv::meanStdDev(table.features.col(i), mean, deviation);
        const double spread = deviation[0] > 1e-9 ? deviation[0] : 1;
        cv::Mat column = table.features.col(i);
        column = (column - mean[0]) / spread;
        table.mean.push_back(mean[0]);
        table.deviation.push_back(spread);
    }
}

cv::Ptr<cv::ml::SVM> train(const cv::Mat &features, const cv::Mat &scores, const Settings &settings)
{
    auto machine = cv::ml::SVM::create();
    machine->setType(cv::ml::SVM::EPS_SVR);
    machine->setKernel(cv::ml::SVM::RBF);
    machine->setC(settings.c);
    machine->setGamma(settings.gamma);
    machine->setP(settings.epsilon);
    machine->setTermCriteria({cv::TermCriteria::MAX_ITER + cv::TermCriteria::EPS, 100000, 1e-7});
    machine->train(features, cv::ml::ROW_SAMPLE, scores / 100);
    return machine;
}

std::vector<double> ranks(const std::vector<double> &values)
{
    std::vector<size_t> order(values.size());
    std::iota(order.begin(), order.end(), size_t(0));
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return values[a] < values[b]; });
    std::vector<double> rank(values.size());
    for (size_t i = 0; i < order.size();) {
        size_t end = i;
        while (end < order.size() && values[order[end]] == values[order[i]])
            ++end;
        for (size_t k = i; k < end; ++k)
            rank[order[k]] = double(i + end - 1) / 2;
        i = end;
    }
    return rank;
}

double correlation(const std::vector<double> &a, const std::vector<double> &b)
{
    const double n = double(a.size());
    const double ma = std::accumulate(a.begin(), a.end(), 0.0) / n,
                 mb = std::accumulate(b.begin(), b.end(), 0.0) / n;
    double ab = 0, aa = 0, bb = 0;
    for (size_t i = 0; i < a.size(); ++i) {
        ab += (a[i] - ma) * (b[i] - mb);
        aa += (a[i] - ma) * (a[i] - ma);
        bb += (b[i] - mb) * (b[i] - mb);
    }
    return ab / std::sqrt(aa * bb);
}

struct Report {
    double spearman = 0, meanError = 0, ninetieth = 0, wrongSide = 0;
};

/// In which group a row is that is judged as the other groups teach.
using Groups = std::vector<int>;

Groups byScanner(const Table &table)
{
    const std::set<QByteArray> scanners(table.scanners.begin(), table.scanners.end());
    Groups groups;
    for (const QByteArray &scanner : table.scanners)
        groups.push_back(int(std::distance(scanners.begin(), scanners.find(scanner))));
    return groups;
}

/// Five of about one size, by the number of blocks a picture has.
Groups bySize(const Table &table)
{
    constexpr int sizes = 5;
    Groups groups;
    for (const double rank : ranks(table.blocks))
        groups.push_back(std::min(sizes - 1, int(rank * sizes / double(table.blocks.size()))));
    return groups;
}

struct LeftOut {
    double spearman = 0, meanError = 0;
};

LeftOut leaveOut(const Table &table, const Groups &groups, const Settings &settings)
{
    std::vector<double> said(groups.size()), truth(groups.size());
    LeftOut result;
    for (int group = 0; group <= *std::max_element(groups.begin(), groups.end()); ++group) {
        Table others;
        for (size_t row = 0; row < groups.size(); ++row) {
            if (groups[row] != group) {
                others.features.push_back(table.features.row(int(row)));
                others.scores.push_back(table.scores.at<float>(int(row)));
            }
        }
        const auto machine = train(others.features, others.scores, settings);
        for (size_t row = 0; row < groups.size(); ++row) {
            if (groups[row] != group)
                continue;
            said[row]
                = std::clamp(100.0 * double(machine->predict(table.features.row(int(row)))), 0.0, 100.0);
            truth[row] = double(table.scores.at<float>(int(row)));
            result.meanError += std::abs(said[row] - truth[row]) / double(groups.size());
        }
    }
    result.spearman = correlation(ranks(said), ranks(truth));
    return result;
}

Report crossValidate(const Table &table, const Settings &settings)
{
    constexpr int folds = 10, shufflings = 5;
    Report total;
    for (unsigned seed = 1; seed <= shufflings; ++seed) {
        std::vector<int> order(size_t(table.features.rows));
        std::iota(order.begin(), order.end(), 0);
        std::shuffle(order.begin(), order.end(), std::mt19937(seed));
        std::vector<double> said(order.size()), truth(order.size()), errors;
        for (int fold = 0; fold < folds; ++fold) {
            Table part;
            for (size_t i = 0; i < order.size(); ++i) {
                if (int(i) % folds != fold) {
                    part.features.push_back(table.features.row(order[i]));
                    part.scores.push_back(table.scores.at<float>(order[i]));
                }
            }
            const auto machine = train(part.features, part.scores, settings);
            for (size_t i = size_t(fold); i < order.size(); i += folds) {
                said[i]
                    = std::clamp(100.0 * double(machine->predict(table.features.row(order[i]))), 0.0, 100.0);
                truth[i] = double(table.scores.at<float>(order[i]));
            }
        }
        for (size_t i = 0; i < said.size(); ++i) {
            errors.push_back(std::abs(said[i] - truth[i]));
            total.wrongSide += ((said[i] < 40) != (truth[i] < 40)) / double(said.size()) / shufflings;
        }
        std::sort(errors.begin(), errors.end());
        total.meanError
            += std::accumulate(errors.begin(), errors.end(), 0.0) / double(errors.size()) / shufflings;
        total.ninetieth += errors[errors.size() * 9 / 10] / shufflings;
        total.spearman += correlation(ranks(said), ranks(truth)) / shufflings;
    }
    return total;
}

Settings search(const Table &table, Choice choice)
{
    Settings best;
    double least = 1e9;
    for (const double c : {0.3, 1.0, 3.0}) {
        for (const double gamma : {0.003, 0.006, 0.012, 0.024}) {
            for (const double epsilon : {0.02, 0.04}) {
                const Settings settings{c, gamma, epsilon};
                const double error = choice == Choice::Shuffled
                    ? crossValidate(table, settings).meanError
                    : leaveOut(table, byScanner(table), settings).meanError;
                std::printf("C %.1f gamma %.3f epsilon %.2f: MAE %.2f\n", c, gamma, epsilon, error);
                if (error < least) {
                    least = error;
                    best = settings;
                }
            }
        }
    }
    return best;
}

QJsonArray jsonNumbers(const std::vector<double> &values)
{
    QJsonArray array;
    for (const double value : values)
        array.append(std::strtod(QByteArray::number(value, 'g', 6).constData(), nullptr));
    return array;
}

QString provenance(const Table &table, const Report &report)
{
    return QStringLiteral(
               "Support vector regression fitted by packaging/train-finger-quality on the %1 scored "
               "rows of NIST's public NFIQ 2 conformance table v2.3.0 (usnistgov/NFIQ2, US public "
               "domain): %2 native measures in, unified scores out. Ten-fold cross-validation, five "
               "shufflings: Spearman %3, mean absolute error %4, 90th percentile %5, wrong side of "
               "40 in %6 %. An estimate, not an NFIQ 2 score.")
        .arg(table.features.rows)
        .arg(table.features.cols)
        .arg(report.spearman, 0, 'f', 3)
        .arg(report.meanError, 0, 'f', 2)
        .arg(report.ninetieth, 0, 'f', 1)
        .arg(100 * report.wrongSide, 0, 'f', 1);
}

QJsonObject modelObject(const Table &table, const Settings &settings, const Report &report,
                        const QString &algorithm, Choice choice)
{
    const auto machine = train(table.features, table.scores, settings);
    cv::Mat alpha, index;
    const double rho = machine->getDecisionFunction(0, alpha, index);
    const cv::Mat vectors = machine->getUncompressedSupportVectors().empty()
        ? machine->getSupportVectors()
        : machine->getUncompressedSupportVectors();
    QJsonArray support, names;
    std::vector<double> weights;
    for (int i = 0; i < index.cols; ++i) {
        const cv::Mat row = vectors.row(index.at<int>(i));
        support.append(jsonNumbers(std::vector<double>(row.begin<float>(), row.end<float>())));
        weights.push_back(100 * alpha.at<double>(i));
    }
    for (const QByteArray &name : table.names)
        names.append(QString::fromLatin1(name));
    QJsonObject object;
    object[QLatin1String("algorithm")] = algorithm;
    object[QLatin1String("provenance")] = provenance(table, report);
    object[QLatin1String("features")] = names;
    object[QLatin1String("mean")] = jsonNumbers(table.mean);
    object[QLatin1String("scale")] = jsonNumbers(table.deviation);
    object[QLatin1String("counts")] = QLatin1String(choice == Choice::ScannerLeftOut ? "root" : "plain");
    object[QLatin1String("gamma")] = settings.gamma;
    object[QLatin1String("bias")] = -100 * rho;
    object[QLatin1String("weights")] = jsonNumbers(weights);
    object[QLatin1String("support")] = support;
    return object;
}

/// Empty when the table cannot be read.
QJsonObject fit(const QString &path, const std::vector<QByteArray> &names, const QString &algorithm,
                Choice choice)
{
    Table table = readTable(path, names, choice);
    if (table.features.rows < 100)
        return {};
    standardise(table);
    const Settings settings = search(table, choice);
    const Report report = crossValidate(table, settings);
    const LeftOut scanners = leaveOut(table, byScanner(table), settings);
    const LeftOut sizes = leaveOut(table, bySize(table), settings);
    std::printf(
        "%s: %d rows, %d measures; C %.1f gamma %.3f epsilon %.2f: Spearman %.3f, MAE %.2f, p90 %.1f, "
        "wrong side of 40 %.1f %%\n",
        qPrintable(algorithm), table.features.rows, table.features.cols, settings.c, settings.gamma,
        settings.epsilon, report.spearman, report.meanError, report.ninetieth, 100 * report.wrongSide);
    std::printf("scanners left out: Spearman %.3f, MAE %.2f; sizes left out: Spearman %.3f, MAE %.2f\n",
                scanners.spearman, scanners.meanError, sizes.spearman, sizes.meanError);
    return modelObject(table, settings, report, algorithm, choice);
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3) {
        std::fputs("usage: train-finger-quality nfiq2_conformance_expected_output.csv finger-quality.json\n",
                   stderr);
        return 64;
    }
    const QString path = QString::fromLocal8Bit(argv[1]);
    QJsonObject model
        = fit(path, indraj::featureNames(), QStringLiteral("indraj-finger-2, estimate (NFIQ 2 scale)"),
              Choice::ScannerLeftOut);
    const QJsonObject preview
        = fit(path, previewNames(), QStringLiteral("indraj-finger-preview-1, estimate (NFIQ 2 scale)"),
              Choice::Shuffled);
    if (model.isEmpty() || preview.isEmpty()) {
        std::fputs("the table cannot be read\n", stderr);
        return 66;
    }
    model[QLatin1String("format")] = 3;
    model[QLatin1String("preview")] = preview;
    const QByteArray json = QJsonDocument(model).toJson(QJsonDocument::Compact) + '\n';
    QFile out(QString::fromLocal8Bit(argv[2]));
    if (!out.open(QIODevice::WriteOnly) || out.write(json) != json.size()) {
        std::fputs("the model cannot be written\n", stderr);
        return 73;
    }
    return 0;
}
