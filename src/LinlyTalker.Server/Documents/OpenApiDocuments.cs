using System.Text.Json;
using System.Text.Json.Serialization;
using LinlyTalker.Server.Errors;
using LinlyTalker.Server.OpenAi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace LinlyTalker.Server.Documents;

/// <summary><c>GET /openapi.json</c>: every address with what it takes and gives, for programs.</summary>
internal static class OpenApiDocuments
{
    private const string Address = "/openapi.json";
    private const string Bearer = "key";

    public static void Add(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        services.AddOpenApi(options =>
        {
            options.AddDocumentTransformer((document, _, _) => Introduce(document));
            options.AddOperationTransformer(TellErrorsAsync);
            options.AddSchemaTransformer((schema, context, _) => TellChoices(schema, context.JsonTypeInfo.Type));
        });
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapOpenApi(Address);

    private static Task Introduce(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "LinlyTalker",
            Version = typeof(OpenApiDocuments).Assembly.GetName().Version!.ToString(3),
            Description = "A digital human that hears, thinks, speaks and shows itself. Addresses under /v1 that OpenAI has too take and give what its clients send and read.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A key that linly keys made; needed as soon as the server is reached from other machines.",
            },
        };
        document.Security = [new() { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
        return Task.CompletedTask;
    }

    private static async Task TellErrorsAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        const string Schema = "Error";
        if (context.Document is { } document)
        {
            document.AddComponent(Schema, await context.GetOrCreateSchemaAsync(typeof(ErrorBody), null, cancellation).ConfigureAwait(false));
            operation.Responses ??= [];
            operation.Responses["default"] = new OpenApiResponse
            {
                Description = "What was refused or failed, in a sentence.",
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/json"] = new() { Schema = new OpenApiSchemaReference(Schema, document) },
                },
            };
        }
    }

    /// <summary>What is read by hand has no shape that could be seen.</summary>
    private static Task TellChoices(OpenApiSchema schema, Type type)
    {
        if (type == typeof(StringOrStrings))
        {
            schema.OneOf = [Text(), new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text() }];
        }
        else if (type == typeof(TextOrParts))
        {
            var part = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Properties = new Dictionary<string, IOpenApiSchema> { ["type"] = Text(), ["text"] = Text() },
            };
            schema.OneOf = [Text(), new OpenApiSchema { Type = JsonSchemaType.Array, Items = part }];
        }

        return Task.CompletedTask;

        static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };
    }
}
