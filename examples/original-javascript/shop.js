// Orders something every second: node shop.js HUB_URL, with the folder of the original client in ORIGINAL_CLIENT.
const { MicrostreamClient } = require(`${process.env.ORIGINAL_CLIENT}/dist/cjs/index.js`);

const client = new MicrostreamClient({ hubUrl: process.argv[2], serviceName: 'shop', logLevel: 'error' });
const articles = ['tea', 'coffee', 'cake', 'umbrella'];
let orders = 0;

client.onRequest('announce', ({ article, cents }) => `${article} for ${(cents / 100).toFixed(2)}, thank you`);

setInterval(() => {
  const article = articles[orders % articles.length];
  const number = ++orders;
  client.sendRequest('orders', 'order', { article, number }).then(
    (receipt) => console.log(`shop: order ${receipt.number} is ${receipt.article} for ${receipt.cents} cents`),
    (error) => console.log(`shop: order ${number} failed: ${error.code}`),
  );
}, 1000);
