// Starts GraphiQL for the endpoint that the page names. Nothing is fetched from anywhere else.
const place = document.getElementById('graphiql');
const fetcher = GraphiQL.createFetcher({ url: new URL(place.dataset.endpoint, location.origin).toString() });

ReactDOM.createRoot(place).render(
  React.createElement(GraphiQL, {
    fetcher,
    isHeadersEditorEnabled: true,
    // A token that is pasted into the headers is forgotten with the page.
    shouldPersistHeaders: false,
    defaultEditorToolsVisibility: 'headers',
    defaultHeaders: '{\n  "Authorization": "Bearer "\n}\n',
  }),
);
