using System.Text.Json;
using CallQuality.Storage.ApiKeys;

namespace CallQuality.IntegrationTests.Portal;

/// <summary>The OpenAPI document: valid, complete, and true.</summary>
[Parallelizable]
public class ApiDocumentTests
{
    private SeededPortal portal = null!;
    private string text = "";

    [OneTimeSetUp]
    public async Task StartPortal()
    {
        portal = await SeededPortal.StartAsync(withDisputes: false);
        text = await portal["Anonymous"].PageAsync("/openapi/v1.json");
    }

    [OneTimeTearDown]
    public void StopPortal() => portal?.Dispose();

    [Test]
    public void Document_ReadBack_HasNoErrors()
    {
        var result = Microsoft.OpenApi.OpenApiDocument.Parse(text, "json");

        Assert.That(result.Diagnostic!.Errors.Concat(result.Diagnostic.Warnings).Select(error => error.ToString()), Is.Empty);
        Assert.That(result.Document!.Info.Title, Is.EqualTo("CallQuality"));
    }

    [Test]
    public void Operations_AreThoseForProgramsWithEverythingDescribed()
    {
        var document = JsonDocument.Parse(text).RootElement;
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation => (Name: $"{operation.Name} {path.Name}", Of: operation.Value))).ToList();

        Assert.That(operations.Select(operation => operation.Name), Is.SupersetOf(new[] { "post /api/calls", "get /api/calls", "get /api/calls/{id}", "get /api/calls/{id}/scorecard" }));
        Assert.That(operations.Select(operation => operation.Name), Has.None.Contains("uploads").And.None.Contains("standing"));
        foreach (var (name, operation) in operations)
        {
            Assert.That(operation.GetProperty("summary").GetString(), Is.Not.Empty, name);
            Assert.That(operation.GetProperty("description").GetString(), Does.Contain("Scope: "), name);
            Assert.That(operation.GetProperty("operationId").GetString(), Is.Not.Empty, name);
            Assert.That(operation.GetProperty("security")[0].GetProperty("apiKey").GetArrayLength(), Is.Zero, name);
            Assert.That(operation.GetProperty("responses").EnumerateObject().Select(response => response.Name), Is.SupersetOf(new[] { "401", "403", "429" }), name);
            foreach (var described in operation.GetProperty("responses").EnumerateObject().Select(response => response.Value)
                .Concat(operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : []))
            {
                Assert.That(described.GetProperty("description").GetString(), Has.Length.GreaterThan(8), $"{name}: {described}");
            }
        }

        Assert.That(document.GetProperty("components").GetProperty("securitySchemes").GetProperty("apiKey").GetProperty("scheme").GetString(), Is.EqualTo("bearer"));
        var bare = document.GetProperty("components").GetProperty("schemas").EnumerateObject().Where(schema => schema.Name is not ("ProblemDetails" or "JsonObject"))
            .SelectMany(schema => schema.Value.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().Where(property => !property.Value.TryGetProperty("description", out _)).Select(property => $"{schema.Name}.{property.Name}") : []);
        Assert.That(bare, Is.Empty);
    }

    /// <summary>What the server answers is what the document says.</summary>
    [TestCase("/api/calls", "CallEntries")]
    [TestCase("/api/calls/{ownCall}", "CallStatus")]
    public async Task Answers_HaveThePropertiesOfTheirSchemas(string path, string schema)
    {
        portal.AddKey("Reports", ApiScopes.ReadResults);
        using var answer = await portal.CallAsync("GET", portal.Fill(path), "Reports");
        var real = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.EnumerateObject().Select(property => property.Name);
        var said = JsonDocument.Parse(text).RootElement.GetProperty("components").GetProperty("schemas").GetProperty(schema).GetProperty("properties").EnumerateObject().Select(property => property.Name);

        Assert.That(real, Is.EquivalentTo(said));
    }
}
