using System.Text.Json;
using System.Text.Json.Serialization;

namespace LinlyTalker.Server.OpenAi;

/// <summary>What OpenAI writes as a string or as an array of strings.</summary>
[JsonConverter(typeof(Converter))]
internal sealed record StringOrStrings(IReadOnlyList<string> Values)
{
    internal sealed class Converter : JsonConverter<StringOrStrings>
    {
        public override StringOrStrings Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                return new([reader.GetString()!]);
            }

            if (reader.TokenType != JsonTokenType.StartArray)
            {
                throw new JsonException();
            }

            var values = new List<string>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                values.Add(reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException());
            }

            return new(values);
        }

        public override void Write(Utf8JsonWriter writer, StringOrStrings value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var one in value.Values)
            {
                writer.WriteStringValue(one);
            }

            writer.WriteEndArray();
        }
    }
}
