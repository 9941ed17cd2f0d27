#include "central/wholeenrollment.h"

#include "central/json.h"

#include <openssl/evp.h>

#include <map>
#include <set>
#include <utility>

namespace indraj::central {
namespace {

using Part = std::function<std::optional<Bytes>(const std::string &name)>;

std::string toBase64(std::string_view bytes)
{
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char *>(text.data()),
                                       reinterpret_cast<const unsigned char *>(bytes.data()),
                                       static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

void write(const JsonValue &value, std::string &out)
{
    if (const auto *text = value.text()) {
        out += jsonString(*text);
    } else if (const auto *number = value.number()) {
        out += std::to_string(*number);
    } else if (const auto *flag = std::get_if<bool>(&value.value)) {
        out += *flag ? "true" : "false";
    } else if (const auto *items = value.array()) {
        for (const JsonValue &item : *items) {
            out += &item == &items->front() ? '[' : ',';
            write(item, out);
        }
        out += items->empty() ? "[]" : "]";
    } else if (const auto *members = value.object()) {
        char before = '{';
        for (const auto &[key, member] : *members) {
            out += std::exchange(before, ',');
            out += jsonString(key);
            out += ':';
            write(member, out);
        }
        out += members->empty() ? "{}" : "}";
    } else {
        out += "null";
    }
}

/// Puts the parts in the place of the references.
class Embedder {
public:
    Embedder(const JsonValue &manifest, const Part &part)
        : m_part(part)
    {
        const JsonValue *parts = manifest.member("parts");
        const std::size_t count = parts && parts->array() ? parts->array()->size() : 0;
        for (std::size_t i = 0; i < count; ++i) {
            const std::string *name = textOf((*parts->array())[i], "name");
            const std::string *reference = textOf((*parts->array())[i], "reference");
            if (name && reference && !reference->empty())
                m_names[*reference] = *name;
        }
    }

    /// In the objects of an array: `from` becomes `to`. False: something is referred to that is not there.
    bool embed(JsonValue::Object &object, const std::string &from, const std::string &to, bool once)
    {
        const auto reference = object.find(from);
        if (reference == object.end() || !reference->second.text())
            return reference == object.end();
        const std::string what = *reference->second.text();
        object.erase(reference);
        if (once && !m_given.insert(what).second) {
            object.erase(to + "Format");
            return true;
        }
        const auto name = m_names.find(what);
        const auto bytes = name == m_names.end() ? std::nullopt : m_part(name->second);
        if (bytes)
            object[to] = JsonValue{toBase64(*bytes)};
        return bytes.has_value();
    }

private:
    const Part &m_part;
    std::map<std::string, std::string> m_names; ///< of parts, by reference
    std::set<std::string> m_given;
};

JsonValue::Array *arrayOf(JsonValue::Object &object, const char *key)
{
    const auto member = object.find(key);
    return member == object.end() ? nullptr : std::get_if<JsonValue::Array>(&member->second.value);
}

bool embedAll(JsonValue::Object &enrollment, Embedder &embedder)
{
    bool whole = true;
    const auto each = [](JsonValue::Array *items, const auto &step) {
        for (std::size_t i = 0; items && i < items->size(); ++i) {
            if (auto *object = std::get_if<JsonValue::Object>(&(*items)[i].value))
                step(*object);
        }
    };
    each(arrayOf(enrollment, "biometricData"), [&](JsonValue::Object &entry) {
        whole = embedder.embed(entry, "imageRef", "image", false) && whole;
        whole = embedder.embed(entry, "templateRef", "template", true) && whole;
    });
    each(arrayOf(enrollment, "documentData"), [&](JsonValue::Object &document) {
        each(arrayOf(document, "parts"), [&](JsonValue::Object &part) {
            whole = embedder.embed(part, "dataRef", "data", false) && whole;
        });
    });
    return whole;
}

std::string biographicText(const JsonValue &enrollment)
{
    std::string text;
    if (const JsonValue *biographic = enrollment.member("biographicData"))
        write(*biographic, text);
    return text;
}

} // namespace

tl::expected<std::string, std::string> wholeEnrollment(std::string_view enrollmentJson,
                                                       std::string_view manifestJson, const Part &part)
{
    auto enrollment = parseJson(enrollmentJson);
    const auto manifest = parseJson(manifestJson);
    auto *members = enrollment ? std::get_if<JsonValue::Object>(&enrollment->value) : nullptr;
    if (!members || !manifest)
        return tl::unexpected(std::string("not-json"));
    Embedder embedder(*manifest, part);
    if (!embedAll(*members, embedder))
        return tl::unexpected(std::string("part-missing"));
    std::string text;
    write(*enrollment, text);
    return text;
}

bool isSameEnrollment(std::string_view theirs, std::string_view ours)
{
    const auto there = parseForeignJson(theirs);
    const auto here = parseJson(ours);
    const std::string *status = there ? textOf(*there, "status") : nullptr;
    if (!status || *status != "FINALIZED" || !here)
        return false;
    const std::string text = biographicText(*here);
    return !text.empty() && biographicText(*there) == text;
}

} // namespace indraj::central
